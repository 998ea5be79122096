import pg from "pg";
import { startEmbedded } from "@/lib/db/embedded/start-embedded";

export interface ScratchDatabase {
  url: string;
  close(): Promise<void>;
}

export interface ScratchOptions {
  /** Where an embedded server keeps its data. */
  folder: string;
  /** A server to make the database on; null starts an embedded one, durable as in production. */
  serverUrl: string | null;
  /** Counts what each statement costs, which makes all of them a little dearer. */
  profiled: boolean;
}

/** An empty database for one benchmark; closing it leaves nothing. */
export async function openScratchDatabase(options: ScratchOptions): Promise<ScratchDatabase> {
  if (options.serverUrl !== null) return scratchOn(options.serverUrl);
  const start = () => startEmbedded({ dataDir: options.folder, durable: true });
  let server = await start();
  if (options.profiled) {
    await onServer(server.url, "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    await server.release();
    server = await start();
    await onServer(server.url, "CREATE EXTENSION pg_stat_statements");
  }
  return { url: server.url, close: () => server.release() };
}

/** What a benchmark may call a copy of its database; it goes with it. */
export function cloneName(database: string): string {
  return `${database}_clone`;
}

async function scratchOn(serverUrl: string): Promise<ScratchDatabase> {
  const name = `tokenhall_bench_${process.pid}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    async close() {
      for (const left of [name, cloneName(name)])
        await onServer(serverUrl, `DROP DATABASE IF EXISTS ${left} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
