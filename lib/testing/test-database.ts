import pg from "pg";
import { afterAll, beforeAll, inject, vi } from "vitest";
import { closeDb } from "@/lib/db/client";
import { setTestClock } from "./test-clock";
import { databaseAddress } from "./test-server";

/**
 * Vitest's setup file for `*.db.test.ts` and `*.kill.test.ts`: each test file gets a clean copy of the migrated template,
 * and the process's DATABASE_URL points to it. Nothing to import in a test: `db()` and the use cases just work.
 */
const { url: serverUrl, template, prefix } = inject("testServer");
const database = `${prefix}_${crypto.randomUUID().slice(0, 8)}`;

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  await onServer(`CREATE DATABASE ${database} TEMPLATE ${template}`);
  vi.stubEnv("DATABASE_URL", databaseAddress(serverUrl, database));
  await setTestClock(null);
});

afterAll(async () => {
  await closeDb();
  await onServer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
});
