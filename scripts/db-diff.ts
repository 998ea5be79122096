/**
 * `npm run db:diff -- NAME`: writes prisma/migrations/<timestamp>_<name>/migration.sql with what leads from the committed
 * schema files to those on disk. What the schema language cannot say is then added to that file by hand.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { MIGRATIONS_FOLDER, SCHEMA_FOLDER } from "@/lib/db/migrate/apply-migrations";
import { diffSchemas } from "@/lib/db/migrate/diff-schemas";
import { readSchema } from "@/lib/db/migrate/read-schema";
import { systemNow } from "@/lib/time/clock";

function git(...args: string[]): string {
  return execFileSync("git", args, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** The schema files of the last commit; none before the first. */
function committedSchema(): { path: string; content: string }[] {
  let names: string[];
  try {
    names = git("ls-tree", "--name-only", "HEAD", `${SCHEMA_FOLDER}/`).split("\n");
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith(".prisma"))
    .map((name) => ({ path: name, content: git("show", `HEAD:${name}`) }));
}

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]{1,60}$/.test(name)) {
  console.error("Usage: npm run db:diff -- NAME   (lower-case letters, digits and underscores)");
  process.exit(2);
}
const script = await diffSchemas(committedSchema(), await readSchema(SCHEMA_FOLDER));
if (script === null) {
  console.log("The schema files say what the last commit said: nothing to write.");
} else {
  const stamp = systemNow().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = path.join(MIGRATIONS_FOLDER, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "migration.sql"), script);
  const lockfile = path.join(MIGRATIONS_FOLDER, "migration_lock.toml");
  if (!existsSync(lockfile)) await writeFile(lockfile, 'provider = "postgresql"\n');
  console.log(`Wrote ${folder}/migration.sql`);
}
