import { defineConfig } from "vitest/config";

/** What every process of the product needs; the database's address is set per test file. */
const env: Record<string, string> = {
  NODE_ENV: "test",
  TOKENHALL_MODE: "demo",
  DATA_DIR: ".data/test",
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  AUTH_SECRET: "only-for-tests-0123456789abcdef0123456789abcdef", // not a secret: for tests
  DATA_KEY: "0123456789abcdef".repeat(4),
  LOG_LEVEL: "silent",
  TZ: "UTC",
};

const SLOW_KINDS = ["**/*.db.test.{ts,tsx}", "**/*.kill.test.ts"];
const NOT_OURS = ["**/node_modules/**", ".next/**", ".data/**", "e2e/**"];

const withDatabase = {
  globalSetup: "lib/testing/start-test-server.ts",
  setupFiles: "lib/testing/test-database.ts",
  // Polling stops as soon as it sees what it waits for; a busy machine may take its time.
  expect: { poll: { timeout: 10_000, interval: 30 } },
};

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    env,
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      { extends: true, test: { name: "unit", include: ["**/*.test.{ts,tsx}"], exclude: [...NOT_OURS, ...SLOW_KINDS] } },
      {
        extends: true,
        test: {
          name: "db",
          ...withDatabase,
          include: ["**/*.db.test.{ts,tsx}"],
          exclude: NOT_OURS,
          testTimeout: 20_000,
          hookTimeout: 40_000,
        },
      },
      {
        extends: true,
        test: {
          name: "kill",
          ...withDatabase,
          include: ["**/*.kill.test.ts"],
          exclude: NOT_OURS,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          // They start and kill whole processes: one file at a time, or timings mean nothing.
          fileParallelism: false,
        },
      },
    ],
  },
});
