import { createHash } from "node:crypto";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { queryRows, sqlOf } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";

/** A field of a request that may be repeated: made by the page, one for each intention. */
export const RequestKey = z.string().regex(/^[A-Za-z0-9_-]{8,100}$/);

const HOURS_KEPT = 24;

interface OnceOptions<T> {
  cell: number;
  accountId: string;
  /** The route's name: keys of different routes never meet. */
  route: string;
  key: string;
  /** What was asked for: the same key with another body is refused. */
  body: readonly (string | number | boolean)[];
  at: Date;
  answer: z.ZodType<T>;
}

// A key that somebody is working on makes this statement wait for that transaction; a forgotten one is taken over.
const CLAIM = `
  INSERT INTO request_key (cell, account_id, route, key, body_hash, answer, created_at)
  VALUES ($1::smallint, $2::uuid, $3, $4, $5, 'null'::jsonb, $6::timestamptz)
  ON CONFLICT (cell, account_id, route, key) DO UPDATE
     SET body_hash = excluded.body_hash, answer = excluded.answer, created_at = excluded.created_at
   WHERE request_key.created_at <= $6::timestamptz - interval '${HOURS_KEPT} hours'
  RETURNING 1`;

/**
 * Does the work once per key within 24 hours, in the caller's transaction; a repetition gets the stored answer. The same key
 * for another body is SAME_KEY_OTHER_BODY. Work that fails leaves no key behind. Call it before any lock.
 */
export async function oncePerRequestKey<T>(tx: Db, options: OnceOptions<T>, work: () => Promise<T>): Promise<T> {
  const { cell, accountId, route, key, body, at, answer } = options;
  const bodyHash = createHash("sha256").update(JSON.stringify(body)).digest("base64url");
  const sql = sqlOf(tx);
  const claimed = await sql(CLAIM, [cell, accountId, route, key, bodyHash, at]);
  if (claimed.length === 0) {
    const [stored] = await queryRows(
      sql,
      z.object({ body_hash: z.string(), answer: z.unknown() }),
      "SELECT body_hash, answer FROM request_key WHERE cell = $1::smallint AND account_id = $2::uuid AND route = $3 AND key = $4",
      [cell, accountId, route, key],
    );
    if (stored?.body_hash !== bodyHash) throw new AppError("SAME_KEY_OTHER_BODY");
    return answer.parse(stored.answer);
  }
  const result = await work();
  await sql(
    "UPDATE request_key SET answer = $5::jsonb WHERE cell = $1::smallint AND account_id = $2::uuid AND route = $3 AND key = $4",
    [cell, accountId, route, key, JSON.stringify(result)],
  );
  return result;
}
