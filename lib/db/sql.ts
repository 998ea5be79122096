import type { PoolClient } from "pg";
import type { z } from "zod";
import { dbPool } from "@/lib/db/client";
import type { Db } from "@/lib/db/client";
import { withRetries } from "@/lib/db/retry";

export type SqlValue = string | number | bigint | boolean | Date | null | readonly string[] | readonly number[];

/** Runs one statement and returns raw rows. The same shape inside a Prisma transaction and on a plain connection. */
export type Sql = (text: string, values?: readonly SqlValue[]) => Promise<unknown[]>;

/** Sql over a Prisma client or transaction. */
export function sqlOf(tx: Db): Sql {
  return async (text, values = []) => tx.$queryRawUnsafe<unknown[]>(text, ...values);
}

function sqlOfClient(client: PoolClient): Sql {
  return async (text, values = []) => (await client.query<Record<string, unknown>>(text, [...values])).rows;
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
 * Serialization failures and deadlocks are tried again, three times in all.
 */
export async function inSqlTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  return withRetries(async () => {
    const client = await dbPool().connect();
    let broken: Error | undefined;
    try {
      await client.query("BEGIN");
      const result = await work(sqlOfClient(client));
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
  });
}
