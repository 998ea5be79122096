import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { MigrationDirectory, MigrationList } from "@prisma/schema-engine-wasm";

const LOCKFILE = "migration_lock.toml";

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch {
    return null;
  }
}

/** The ordinary `prisma/migrations` folder in the form the engine takes, oldest first. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const baseDir = path.resolve(folder);
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name): Promise<MigrationDirectory> => {
      const content = await readOrNull(path.join(baseDir, name, "migration.sql"));
      return {
        path: name,
        migrationFile: {
          path: "migration.sql",
          content:
            content === null ? { tag: "error", value: "migration.sql is missing" } : { tag: "ok", value: content },
        },
      };
    }),
  );
  const lockfile = { path: LOCKFILE, content: await readOrNull(path.join(baseDir, LOCKFILE)) };
  return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}
