import type { Pool, PoolClient } from "pg";
import type { z } from "zod";
import { dbPool, pipelinePool } from "@/lib/db/client";
import type { Db } from "@/lib/db/client";
import { type CopyRow, copyRowsInto } from "@/lib/db/copy-rows";
import { withRetries } from "@/lib/db/retry";

type SqlScalar = string | number | bigint | boolean | Date | null;
export type SqlValue = SqlScalar | readonly SqlScalar[];

/** Runs one statement and returns raw rows. The same shape inside a Prisma transaction and on a plain connection. */
export type Sql = (text: string, values?: readonly SqlValue[]) => Promise<unknown[]>;

/** Sql over a Prisma client or transaction. */
export function sqlOf(tx: Db): Sql {
  return async (text, values = []) => tx.$queryRawUnsafe<unknown[]>(text, ...values);
}

/** Appends rows to a table by COPY, several times as fast as INSERT. The same transaction as `Sql`. */
export type CopyRows = (table: string, columns: readonly string[], rows: Iterable<CopyRow>) => Promise<void>;

function sqlOfClient(client: PoolClient): Sql {
  return async (text, values = []) =>
    (await client.query<Record<string, unknown>>({ name: statementName(text), text, values: [...values] })).rows;
}

const names = new Map<string, string>();

/** Statements inside our own transactions are few and constant: each connection parses and plans them once. */
function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `s${names.size}`));
  return name;
}

/** Runs a statement and parses each row; the schema is the border where raw SQL becomes typed. */
export async function queryRows<T>(
  sql: Sql,
  schema: z.ZodType<T>,
  text: string,
  values?: readonly SqlValue[],
): Promise<T[]> {
  const rows = await sql(text, values);
  return rows.map((row) => schema.parse(row));
}

/** One statement on any pooled connection, outside a transaction. */
export const poolSql: Sql = async (text, values = []) =>
  (await dbPool().query<Record<string, unknown>>(text, [...values])).rows;

/**
 * Runs `work` in one READ COMMITTED transaction on a plain connection (settlement and reservation, decisions 2).
 * Statements are sent as soon as they are asked for and run in that order: those that do not need each other's answers
 * are awaited together. Serialization failures and deadlocks are tried again, three times in all.
 */
export function inSqlTransaction<T>(work: (sql: Sql, copyRows: null) => Promise<T>): Promise<T> {
  return withRetries(() => runTransaction(pipelinePool(), (client) => work(sqlOfClient(client), null)));
}

/** The same on a connection that can COPY, which is worth its round trips for hundreds of rows. Statements go one at a time. */
export function inCopyTransaction<T>(work: (sql: Sql, copyRows: CopyRows) => Promise<T>): Promise<T> {
  return withRetries(() =>
    runTransaction(dbPool(), (client) => {
      const inTurn = taker();
      const sql = sqlOfClient(client);
      return work(
        (text, values) => inTurn(() => sql(text, values)),
        (table, columns, rows) => inTurn(() => copyRowsInto(client, table, columns, rows)),
      );
    }),
  );
}

/** Runs what it is given one after the other. */
function taker(): <T>(ask: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const answer = tail.then(ask);
    tail = answer.catch(() => undefined);
    return answer;
  };
}

async function runTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const begun = client.query("BEGIN");
    // A pipelined connection takes the first statements at once; when BEGIN fails, so do they.
    if (!client.pipeline) await begun;
    const [, result] = await Promise.all([begun, work(client)]);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    // A connection that could not roll back is closed instead of going back to the pool.
    client.release(broken);
  }
}
