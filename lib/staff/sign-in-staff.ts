import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import type { StaffActor } from "@/lib/auth/actor";
import { countFailure, spentAllowance, takeAllowance } from "@/lib/auth/rate-limit";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { db, type Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { hmacFor, openText } from "@/lib/env/secrets";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { showId, type Id } from "@/lib/ids/ids";
import { afterFailedTry, LOCK_SECONDS, lockedSeconds, TRIES_PER_ADDRESS, UNKNOWN_EMAIL } from "@/lib/staff/lockout";
import { passwordFits } from "@/lib/staff/password";
import { normaliseEmail } from "@/lib/staff/normalise-email";
import { insertStaffSession, lockMember, spendRecoveryCode, type LockedMember } from "@/lib/staff/store";
import { totpStep } from "@/lib/staff/totp";
import { systemNow } from "@/lib/time/clock";

export const SignInStaffInput = z.strictObject({
  email: z.string().min(1).max(200).transform(normaliseEmail),
  password: z.string().min(1).max(500),
  /** Six digits of the authenticator, or a recovery code. */
  code: z.string().trim().min(1).max(40),
  next: z.string().max(500).optional(),
});
type Input = z.output<typeof SignInStaffInput>;

export interface StaffSignedIn {
  staffId: string;
  next: string | undefined;
  setCookie: string;
}

/**
 * Open to everyone: signs a staff member in with password and second factor. Every failure is STAFF_SIGN_IN_FAILED, whatever was wrong, and
 * takes as long; the fifth in a row locks, for an address that belongs to nobody as well (STAFF_LOCKED).
 */
export async function signInStaff(ctx: RequestContext, input: Input): Promise<StaffSignedIn> {
  const wait = await takeAllowance("staff-address", ctx.client?.address ?? "", TRIES_PER_ADDRESS);
  if (wait !== null) throw new AppError("TOO_MANY_REQUESTS", { retryAfterSeconds: wait });

  const member = await db().staffMember.findUnique({
    where: { email: input.email },
    select: { id: true, passwordHash: true },
  });
  const fits = await passwordFits(member?.passwordHash ?? null, input.password);
  if (!member) throw await refuseUnknown(input.email);

  const entered = await inTransaction((tx) => enter(tx, ctx, { ...input, staffId: member.id, passwordFits: fits }));
  if (entered instanceof AppError) throw entered;
  const { staffId, sessionId } = entered;
  return {
    staffId: showId("stf", staffId),
    next: input.next,
    setCookie: await sessionCookie({ side: "staff", id: sessionId }),
  };
}

async function refuseUnknown(email: string): Promise<AppError> {
  const key = hmacFor("rate-limit", email);
  const retryAfterSeconds = await spentAllowance("staff-unknown", key, UNKNOWN_EMAIL);
  if (retryAfterSeconds !== null) return new AppError("STAFF_LOCKED", { retryAfterSeconds });
  await countFailure("staff-unknown", key, UNKNOWN_EMAIL, LOCK_SECONDS);
  return new AppError("STAFF_SIGN_IN_FAILED");
}

interface Attempt extends Input {
  staffId: string;
  passwordFits: boolean;
}

/** Returns the refusal instead of throwing it, so that the failed try is committed. */
async function enter(
  tx: Db,
  ctx: RequestContext,
  attempt: Attempt,
): Promise<{ staffId: Id<"stf">; sessionId: Id<"ses"> } | AppError> {
  const member = await lockMember(tx, attempt.staffId);
  const at = systemNow();
  const retryAfterSeconds = lockedSeconds(member.lockedUntil, at);
  if (retryAfterSeconds !== null) return new AppError("STAFF_LOCKED", { retryAfterSeconds });

  const factor = attempt.passwordFits && !member.disabledAt ? await secondFactor(tx, member, attempt.code, at) : null;
  if (!factor) return refuse(tx, ctx, member, at);

  const { id } = member;
  await tx.staffMember.update({
    where: { id },
    data: { failedTries: 0, lockedUntil: null, totpLastCounter: factor.lastStep },
  });
  const sessionId = await insertStaffSession(tx, id, ctx.client ?? { userAgent: "", address: "" });
  const actor: StaffActor = { kind: "staff", staffId: id, roles: member.roles, sessionId };
  await recordAudit(tx, { ...ctx, actor }, "staff.signed-in", {
    subjectKind: "staff",
    subjectId: id,
    after: { sessionId, factor: factor.kind },
  });
  return { staffId: id, sessionId };
}

/** A code of the authenticator that was not used before, or an unused recovery code. */
async function secondFactor(
  tx: Db,
  member: LockedMember,
  code: string,
  at: Date,
): Promise<{ kind: string; lastStep: number } | null> {
  const digits = code.replace(/\s/g, "");
  if (/^\d{6}$/.test(digits)) {
    const step = totpStep(openText(member.totpSecretBox), digits, at.getTime(), member.totpLastStep);
    return step === null ? null : { kind: "totp", lastStep: step };
  }
  const used = await spendRecoveryCode(tx, member.id, code, at);
  return used ? { kind: "recovery-code", lastStep: member.totpLastStep } : null;
}

async function refuse(tx: Db, ctx: RequestContext, member: LockedMember, at: Date): Promise<AppError> {
  const after = afterFailedTry(member.failedTries, at);
  await tx.staffMember.update({ where: { id: member.id }, data: after });
  if (after.lockedUntil) {
    await recordAudit(tx, ctx, "staff.locked", {
      subjectKind: "staff",
      subjectId: member.id,
      after: { lockedUntil: after.lockedUntil.toISOString() },
    });
  }
  return new AppError("STAFF_SIGN_IN_FAILED");
}
