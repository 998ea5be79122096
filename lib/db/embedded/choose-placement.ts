import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import type { EmbeddedFiles } from "./embedded-files";
import { binariesIn, type Binaries } from "./find-binaries";

/** Where the cluster lies and how its programs are run. */
export interface Placement {
  binaries: Binaries;
  cluster: string;
  /** Put before every command: PostgreSQL refuses to run as root. */
  prefix: string[];
  /** Another user to run as. */
  identity: { uid?: number; gid?: number };
  /** What a person should know about it. */
  notice: string | null;
}

interface Person {
  name: string;
  uid: number;
  gid: number;
}

/** Whom the machine knows beside root; initdb insists that its user has a name. */
function people(): Person[] {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  return lines.flatMap((line) => {
    const [name = "", , uid = "", gid = ""] = line.split(":");
    return Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/**
 * As root: the prefix that makes a command believe it is somebody else while its files stay root's, so that a folder
 * which only root may enter still works (decisions 27). Null where the machine refuses user namespaces.
 */
function namespacePrefix(binaries: Binaries, files: EmbeddedFiles): string[] | null {
  const person = people().find(({ uid }) => uid === 1000) ?? people()[0];
  if (!person) return null;
  const prefix = ["unshare", "--user", `--map-user=${person.uid}`, `--map-group=${person.gid}`];
  const [program = "", ...rest] = prefix;
  // The real question, asked inside: can it run the binary, and write where the data goes?
  const script = '"$0" --version >/dev/null && test -w "$1" && test "$(id -u)" != 0';
  const asked = spawnSync(program, [...rest, "/bin/sh", "-c", script, binaries.initdb, files.root], {
    stdio: "ignore",
  });
  return asked.status === 0 ? prefix : null;
}

/** The user who lends the name for the relocated cluster. */
function lender(): Person {
  const known = people();
  const person =
    known.find(({ name }) => name === "postgres") ?? known.find(({ name }) => name === "nobody") ?? known[0];
  if (!person)
    throw new Error("PostgreSQL does not run as root, and this machine has no other user. Set DATABASE_URL.");
  return person;
}

/** The folder under /var/tmp where a cluster goes that root cannot run in place: named by a hash of the clone's path. */
function relocatedHome(files: EmbeddedFiles): string {
  return path.join("/var/tmp", `tokenhall-${createHash("sha256").update(files.root).digest("hex").slice(0, 16)}`);
}

function relocatedCluster(files: EmbeddedFiles): string {
  return path.join(relocatedHome(files), "data", "postgres");
}

/** A folder that others may enter, with a copy of the binaries. */
function relocate(binaries: Binaries, files: EmbeddedFiles): Placement {
  const home = relocatedHome(files);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const found = lstatSync(home);
  // Anybody may write to /var/tmp: a folder that somebody else put there is not ours.
  if (!found.isDirectory() || found.uid !== 0)
    throw new Error(`${home} is not root's own folder. Remove it, or set DATABASE_URL.`);
  chmodSync(home, 0o755);
  const version = createHash("sha256")
    .update(binaries.home)
    .update(String(statSync(binaries.postgres).mtimeMs))
    .digest("hex");
  const copy = path.join(home, `binaries-${version.slice(0, 8)}`);
  if (!existsSync(copy)) {
    rmSync(`${copy}.new`, { recursive: true, force: true });
    cpSync(binaries.home, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.new`, copy);
  }
  const person = lender();
  const cluster = relocatedCluster(files);
  const data = path.dirname(cluster);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chownSync(data, person.uid, person.gid);
  return {
    binaries: binariesIn(copy),
    cluster,
    prefix: [],
    identity: { uid: person.uid, gid: person.gid },
    notice: `This machine does not let root run PostgreSQL inside ${files.root}: the database lives in ${home}, as user ${person.name}.`,
  };
}

/** Decides where and as whom the embedded PostgreSQL runs. */
export function choosePlacement(binaries: Binaries, files: EmbeddedFiles): Placement {
  const inPlace = { binaries, cluster: files.cluster, prefix: [], identity: {}, notice: null };
  if (process.platform !== "linux" || process.getuid?.() !== 0) return inPlace;
  // Data that was once put there stays there, also where the machine has become more generous since.
  if (!existsSync(files.cluster) && existsSync(relocatedCluster(files))) return relocate(binaries, files);
  const prefix = namespacePrefix(binaries, files);
  if (prefix) return { ...inPlace, prefix };
  if (existsSync(files.cluster)) {
    throw new Error(
      `${files.cluster} cannot be opened: PostgreSQL does not run as root, and this machine refuses user namespaces. ` +
        "Start as the user who made it, or move the data to a PostgreSQL of your own and set DATABASE_URL.",
    );
  }
  return relocate(binaries, files);
}
