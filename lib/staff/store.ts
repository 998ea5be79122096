import { z } from "zod";
import { STAFF_ROLES } from "@/lib/auth/actor";
import type { RequestClient } from "@/lib/auth/request-client";
import { asSessionId } from "@/lib/auth/session-cookie";
import { staffSessionEnd } from "@/lib/auth/session-policy";
import type { Db } from "@/lib/db/client";
import { queryRows, sqlOf } from "@/lib/db/sql";
import { asId, newId, newUuid, type Id } from "@/lib/ids/ids";
import { newRecoveryCode, normaliseRecoveryCode, RECOVERY_CODES, recoveryCodeHmac } from "@/lib/staff/recovery-code";
import { systemNow } from "@/lib/time/clock";

const MemberRow = z
  .object({
    id: z.string(),
    roles: z.array(z.enum(STAFF_ROLES)),
    totp_secret_box: z.string(),
    totp_last_counter: z.coerce.number(),
    failed_tries: z.number(),
    locked_until: z.date().nullable(),
    disabled_at: z.date().nullable(),
  })
  .transform((row) => ({
    id: asId("stf", row.id),
    roles: row.roles,
    totpSecretBox: row.totp_secret_box,
    totpLastStep: row.totp_last_counter,
    failedTries: row.failed_tries,
    lockedUntil: row.locked_until,
    disabledAt: row.disabled_at,
  }));
export type LockedMember = z.output<typeof MemberRow>;

/** The member, locked: tries at the same time are counted one after the other. */
export async function lockMember(tx: Db, id: string): Promise<LockedMember> {
  const [row] = await queryRows(
    sqlOf(tx),
    z.unknown(),
    `SELECT id, roles, totp_secret_box, totp_last_counter, failed_tries, locked_until, disabled_at
       FROM staff_member WHERE id = $1::uuid FOR UPDATE`,
    [id],
  );
  return MemberRow.parse(row);
}

/** Uses a spare code up. False when it is none of the member's unused ones. */
export async function spendRecoveryCode(tx: Db, staffId: string, typed: string, at: Date): Promise<boolean> {
  const normalised = normaliseRecoveryCode(typed);
  if (!normalised) return false;
  const { count } = await tx.staffRecoveryCode.updateMany({
    where: { staffId, codeHmac: recoveryCodeHmac(staffId, normalised), usedAt: null },
    data: { usedAt: at },
  });
  return count === 1;
}

/** Replaces all spare codes of a member. The only time they exist in the clear. */
export async function replaceRecoveryCodes(tx: Db, staffId: string, at: Date): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await tx.staffRecoveryCode.deleteMany({ where: { staffId } });
  await tx.staffRecoveryCode.createMany({
    data: codes.map((code) => ({
      id: newUuid(at),
      staffId,
      codeHmac: recoveryCodeHmac(staffId, code.replaceAll("-", "")),
    })),
  });
  return codes;
}

/** A new sign-in of a member. Sessions live by the system clock. */
export async function insertStaffSession(tx: Db, staffId: string, client: RequestClient): Promise<Id<"ses">> {
  const at = systemNow();
  const id = newId("ses", at);
  await tx.staffSession.create({
    data: { id, staffId, ...client, createdAt: at, lastSeenAt: at, expiresAt: staffSessionEnd(at) },
  });
  return id;
}

/** Ends sign-ins of one member, all or one or all but one. Returns how many were not ended yet. */
export async function endStaffSessions(
  tx: Db,
  staffId: string,
  which: { only?: string; except?: string },
): Promise<number> {
  const { count } = await tx.staffSession.updateMany({
    where: {
      staffId,
      revokedAt: null,
      ...(which.only !== undefined ? { id: asSessionId(which.only) } : {}),
      ...(which.except !== undefined ? { NOT: { id: asSessionId(which.except) } } : {}),
    },
    data: { revokedAt: systemNow() },
  });
  return count;
}
