import { randomInt } from "node:crypto";
import { z } from "zod";
import { asSessionId } from "@/lib/auth/session-cookie";
import { customerSessionEnd } from "@/lib/auth/session-policy";
import type { RequestClient } from "@/lib/auth/request-client";
import type { Db } from "@/lib/db/client";
import { queryRows, sqlOf } from "@/lib/db/sql";
import { hmacFor } from "@/lib/env/secrets";
import { cellOf } from "@/lib/ids/cell";
import { newId, newUuid, type Id } from "@/lib/ids/ids";
import { CODE_DIGITS, CODE_TRIES, CODE_VALID_SECONDS, type StoredCode } from "@/lib/sign-in/one-time-code";
import { toInstant } from "@/lib/time/calendar";
import { systemNow } from "@/lib/time/clock";

const CodeRow = z.object({
  id: z.string(),
  code_hmac: z.string(),
  tries_left: z.number(),
  expires_at: z.date(),
  consumed_at: z.date().nullable(),
});

export interface LockedCode extends StoredCode {
  id: string;
  codeHmac: string;
}

/** The code never leaves this process but in the message: the row holds its HMAC, bound to the row and the number. */
export function codeHmac(phone: string, id: string, code: string): string {
  return hmacFor("one-time-code", `${phone}:${id}:${code}`);
}

/** Makes a code for a number; a code sent before it stops working. */
export async function insertCode(tx: Db, phone: string, at: Date): Promise<string> {
  const cell = cellOf(phone);
  const id = newUuid(at);
  const code = String(randomInt(0, 10 ** CODE_DIGITS)).padStart(CODE_DIGITS, "0");
  const expiresAt = toInstant(at.getTime() + CODE_VALID_SECONDS * 1000);
  await tx.oneTimeCode.deleteMany({ where: { cell, phone } });
  await tx.oneTimeCode.create({
    data: { cell, id, phone, codeHmac: codeHmac(phone, id, code), triesLeft: CODE_TRIES, createdAt: at, expiresAt },
  });
  return code;
}

/** The newest code of a number, locked: tries at the same time wait for each other. */
export async function lockNewestCode(tx: Db, phone: string): Promise<LockedCode | null> {
  const [row] = await queryRows(
    sqlOf(tx),
    CodeRow,
    `SELECT id, code_hmac, tries_left, expires_at, consumed_at FROM one_time_code
      WHERE cell = $1 AND phone = $2 ORDER BY created_at DESC, id DESC LIMIT 1 FOR UPDATE`,
    [cellOf(phone), phone],
  );
  if (!row) return null;
  return {
    id: row.id,
    codeHmac: row.code_hmac,
    triesLeft: row.tries_left,
    expiresAt: row.expires_at,
    consumedAt: row.consumed_at,
  };
}

export async function setTriesLeft(tx: Db, phone: string, id: string, triesLeft: number): Promise<void> {
  await tx.oneTimeCode.update({ where: { cell_id: { cell: cellOf(phone), id } }, data: { triesLeft } });
}

export async function consumeCode(tx: Db, phone: string, id: string, at: Date): Promise<void> {
  await tx.oneTimeCode.update({ where: { cell_id: { cell: cellOf(phone), id } }, data: { consumedAt: at } });
}

/** A new sign-in of an account. Sessions live by the system clock. */
export async function insertSession(
  tx: Db,
  cell: number,
  accountId: string,
  client: RequestClient,
): Promise<Id<"ses">> {
  const at = systemNow();
  const id = newId("ses", at);
  await tx.customerSession.create({
    data: { cell, id, accountId, ...client, createdAt: at, lastSeenAt: at, expiresAt: customerSessionEnd(at) },
  });
  return id;
}

/** Ends sign-ins of one account, all or one or all but one. Returns how many were live. */
export async function endSessions(
  tx: Db,
  cell: number,
  accountId: string,
  which: { only?: string; except?: string },
): Promise<number> {
  const { count } = await tx.customerSession.updateMany({
    where: {
      cell,
      accountId,
      revokedAt: null,
      ...(which.only !== undefined ? { id: asSessionId(which.only) } : {}),
      ...(which.except !== undefined ? { NOT: { id: asSessionId(which.except) } } : {}),
    },
    data: { revokedAt: systemNow() },
  });
  return count;
}
