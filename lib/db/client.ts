import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/lib/db/generated/client";
import { env } from "@/lib/env/env";

/** A Prisma client or transaction: what stores take as their first argument. */
export type Db = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$use" | "$extends" | "$transaction">;

interface Connections {
  pool: pg.Pool;
  pipelines: pg.Pool;
  prisma: PrismaClient;
}

// Kept on globalThis because Next's development server loads modules again on every change.
const holder: typeof globalThis & { __tokenhallDb?: Connections } = globalThis;

/**
 * For connections whose every statement looks rows up by key: one plan per statement, always by index. Left alone, the planner plans
 * large statements anew each time, or keeps a scan that it chose while a table was still empty.
 */
const LOOK_UPS = [
  "plan_cache_mode=force_generic_plan",
  "enable_seqscan=off",
  "enable_hashjoin=off",
  "enable_mergejoin=off",
]
  .map((setting) => `-c ${setting}`)
  .join(" ");

function connect(): Connections {
  const { DATABASE_URL, DATABASE_POOL } = env();
  const options = { connectionString: DATABASE_URL, max: DATABASE_POOL, application_name: "tokenhall" };
  const pool = openPool(options);
  return {
    pool,
    pipelines: openPool({ ...options, pipeline: true, options: LOOK_UPS }),
    prisma: new PrismaClient({ adapter: new PrismaPg(pool) }),
  };
}

function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  // A connection that breaks while idle is replaced by the pool; without a listener Node would exit.
  pool.on("error", () => undefined);
  // The same for one that breaks while it is in use: the statement under way fails, and nothing else.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** The process's Prisma client. */
export function db(): PrismaClient {
  holder.__tokenhallDb ??= connect();
  return holder.__tokenhallDb.prisma;
}

/** The process's connection pool, shared with Prisma, for the statements that Prisma cannot say well. */
export function dbPool(): pg.Pool {
  holder.__tokenhallDb ??= connect();
  return holder.__tokenhallDb.pool;
}

/**
 * Connections that send statements without waiting for the answer to the one before: for transactions whose statements do not
 * need each other's answers, where round trips are most of the time. They open when first used, and cannot COPY.
 */
export function pipelinePool(): pg.Pool {
  holder.__tokenhallDb ??= connect();
  return holder.__tokenhallDb.pipelines;
}

/** Closes every connection; the next use opens new ones. */
export async function closeDb(): Promise<void> {
  const open = holder.__tokenhallDb;
  delete holder.__tokenhallDb;
  if (!open) return;
  await open.prisma.$disconnect();
  await open.pool.end();
  await open.pipelines.end();
}
