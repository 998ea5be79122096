import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { totalmem } from "node:os";
import path from "node:path";
import { EMBEDDED_USER, EMBEDDED_VERSION, type EmbeddedFiles } from "./embedded-files";
import type { Placement } from "./choose-placement";

const LOG_LIMIT_BYTES = 8 * 1024 * 1024;

function spawnPlaced(placement: Placement, program: string, args: string[], output: number): ChildProcess {
  const [command = program, ...rest] = [...placement.prefix, program, ...args];
  // A group of its own: Ctrl-C in the terminal must not stop the database before those who use it.
  const options = { ...placement.identity, detached: true, cwd: path.dirname(placement.cluster) };
  return spawn(command, rest, { ...options, stdio: ["ignore", output, output] });
}

/** The last lines the server wrote, for an error message. */
export function lastWords(files: EmbeddedFiles): string {
  const text = existsSync(files.log) ? readFileSync(files.log, "utf8") : "";
  return text.trimEnd().split("\n").slice(-8).join("\n");
}

function openLog(files: EmbeddedFiles): number {
  const isLong = existsSync(files.log) && statSync(files.log).size > LOG_LIMIT_BYTES;
  return openSync(files.log, isLong ? "w" : "a", 0o600);
}

/** The superuser's password, made on first use and readable by its owner alone. */
export function clusterPassword(files: EmbeddedFiles): string {
  if (!existsSync(files.password)) {
    writeFileSync(files.password, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(files.password, "utf8");
}

/** Makes the cluster when there is none. It is made aside and moved into place, so that a kill leaves none or a whole one. */
export async function ensureCluster(placement: Placement, files: EmbeddedFiles): Promise<void> {
  const versionFile = path.join(placement.cluster, "PG_VERSION");
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, "utf8").trim();
    if (version === EMBEDDED_VERSION) return;
    throw new Error(
      `${placement.cluster} was made by PostgreSQL ${version}; this is ${EMBEDDED_VERSION}. Dump it there and load it here.`,
    );
  }
  const unfinished = `${placement.cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = `${placement.cluster}.password`;
  writeFileSync(passwordFile, `${clusterPassword(files)}\n`, { mode: 0o600 });
  const { uid, gid } = placement.identity;
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid);
  const code = await runInitdb(placement, files, unfinished, passwordFile);
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Error(`initdb ended with ${code}:\n${lastWords(files)}`);
  renameSync(unfinished, placement.cluster);
}

async function runInitdb(
  placement: Placement,
  files: EmbeddedFiles,
  folder: string,
  passwordFile: string,
): Promise<number | null> {
  const log = openLog(files);
  const args = [
    ...["-D", folder, "--username", EMBEDDED_USER, "--pwfile", passwordFile, "--auth", "scram-sha-256"],
    ...["--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
    "--no-instructions",
  ];
  const child = spawnPlaced(placement, placement.binaries.initdb, args, log);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
  } finally {
    closeSync(log);
  }
}

/** Tuned for a small machine that also runs the product. */
function settings(port: number, durable: boolean): Record<string, string | number> {
  const megabytes = Math.floor(totalmem() / 1024 / 1024);
  return {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: `${Math.min(512, Math.max(64, Math.floor(megabytes / 16)))}MB`,
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    effective_cache_size: `${Math.max(128, Math.floor(megabytes / 4))}MB`,
    wal_level: "minimal",
    max_wal_senders: 0,
    max_wal_size: "1GB",
    checkpoint_timeout: "15min",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
}

/** Starts the server in the background; it lives until it is stopped, also beyond this process. */
export function spawnServer(placement: Placement, files: EmbeddedFiles, port: number, durable: boolean): ChildProcess {
  const log = openLog(files);
  const flags = Object.entries(settings(port, durable)).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawnPlaced(placement, placement.binaries.postgres, ["-D", placement.cluster, ...flags], log);
  closeSync(log);
  child.unref();
  return child;
}
