import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { isAlive } from "@/lib/db/embedded/hold-lock";
import { startEmbedded } from "@/lib/db/embedded/start-embedded";
import { applyMigrations, MIGRATIONS_FOLDER } from "@/lib/db/migrate/apply-migrations";
import { databaseAddress } from "./test-server";

const TEMPLATE_PREFIX = "template_";
const RUN_PREFIX = "run_";

/** Held while one run makes the template: two runs may start at once and share the server. */
const TEMPLATE_LOCK = 726_370_902;

/** A template is as good as the migrations it was made from. */
function templateName(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS_FOLDER, { recursive: true, encoding: "utf8" }).sort()) {
    if (name.endsWith(".sql")) hash.update(name).update(readFileSync(path.join(MIGRATIONS_FOLDER, name)));
  }
  return `${TEMPLATE_PREFIX}${hash.digest("hex").slice(0, 12)}`;
}

async function names(client: pg.Client, prefix: string): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>("SELECT datname FROM pg_database WHERE datname LIKE $1", [
    `${prefix}%`,
  ]);
  return rows.map((row) => row.datname);
}

async function drop(client: pg.Client, database: string): Promise<void> {
  await client.query(`ALTER DATABASE ${database} IS_TEMPLATE false`);
  await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
}

async function ensureTemplate(client: pg.Client, serverUrl: string): Promise<string> {
  const template = templateName();
  const present = await names(client, TEMPLATE_PREFIX);
  if (present.includes(template)) return template;
  // Made under another name first, so that a template that exists is a whole one.
  const unfinished = `${template}_new`;
  if (present.includes(unfinished)) await drop(client, unfinished);
  await client.query(`CREATE DATABASE ${unfinished} TEMPLATE template0`);
  await applyMigrations(databaseAddress(serverUrl, unfinished));
  await client.query(`ALTER DATABASE ${unfinished} ALLOW_CONNECTIONS false`);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
  await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
  return template;
}

/** Databases of runs that were killed. */
async function sweep(client: pg.Client): Promise<void> {
  for (const database of await names(client, RUN_PREFIX)) {
    const pid = Number(database.split("_")[1]);
    if (!isAlive(pid)) await drop(client, database);
  }
}

/**
 * Vitest's global setup for tests that need PostgreSQL: one embedded server per run (shared by runs side by side) and one
 * migrated template. Returns the teardown.
 */
export default async function startTestServer(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, ["scripts/generate.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
  const server = await startEmbedded({ dataDir: ".data/test", durable: false });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
  const template = await ensureTemplate(client, server.url);
  await sweep(client);
  await client.end();
  project.provide("testServer", { url: server.url, template, prefix: `${RUN_PREFIX}${process.pid}` });
  return () => server.release();
}
