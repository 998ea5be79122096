import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";

const SETTINGS = ["fsync", "synchronous_commit", "full_page_writes", "wal_level", "shared_buffers", "max_wal_size"];
const Setting = z.object({ name: z.string(), value: z.string() });

/** Prints what figures depend on: the machine, how busy it is already, the versions, the database's settings. */
export async function describeMachine(): Promise<void> {
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const load = loadavg()[0] ?? 0;
  console.log(
    `machine     ${availableParallelism()} cores (${model}), ${gigabytes} GB, load at start ${load.toFixed(1)}`,
  );
  const rows = await queryRows(
    poolSql,
    Setting,
    "SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY($1) OR name = 'server_version' ORDER BY name",
    [SETTINGS],
  );
  const version = rows.find(({ name }) => name === "server_version")?.value ?? "?";
  console.log(`versions    Node ${process.versions.node}, PostgreSQL ${version}`);
  const rest = rows.filter(({ name }) => name !== "server_version");
  console.log(`PostgreSQL  ${rest.map(({ name, value }) => `${name}=${value}`).join(" ")}`);
}
