import { z } from "zod";
import { openAccount, type OpenedAccount } from "@/lib/accounts/open-account";
import { PhoneInput } from "@/lib/accounts/phone";
import { recordAudit } from "@/lib/audit/record-audit";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { findSubscriber } from "@/lib/carrier/find-subscriber";
import type { Subscriber } from "@/lib/carrier/subscriber";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { sameSecret } from "@/lib/env/secrets";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { showId, type Id } from "@/lib/ids/ids";
import { CODE_DIGITS, codeState } from "@/lib/sign-in/one-time-code";
import { codeHmac, consumeCode, endSessions, insertSession, lockNewestCode, setTriesLeft } from "@/lib/sign-in/store";

const Consent = z.union([z.boolean(), z.literal("on").transform(() => true)]);

export const SignInInput = z.strictObject({
  phone: PhoneInput,
  code: z
    .string()
    .transform((typed) => typed.normalize("NFKC").replace(/\s/g, ""))
    .pipe(z.string().regex(new RegExp(`^\\d{${CODE_DIGITS}}$`))),
  consent: Consent.default(false),
  next: z.string().max(500).optional(),
});
type Input = z.output<typeof SignInInput>;

export interface SignedIn {
  accountId: string;
  isNew: boolean;
  next: string | undefined;
  setCookie: string;
}

/**
 * Open to everyone: signs a number's holder in with the code sent to it, and opens the account at the first time. The carrier is asked
 * between two transactions; only the second uses the code up, so a missing consent or a silent carrier costs no new code.
 */
export async function signIn(ctx: RequestContext, input: Input): Promise<SignedIn> {
  const checked = await inTransaction((tx) => checkCode(tx, input, ctx.now));
  if (checked instanceof AppError) throw checked;
  const subscriber = await findSubscriber(input.phone);
  const opened = await inTransaction((tx) => enter(tx, ctx, input, subscriber));
  if (opened instanceof AppError) throw opened;
  if (ctx.actor.kind === "customer") await endOwnSession(ctx.actor.cell, ctx.actor.accountId, ctx.actor.sessionId);
  return {
    accountId: showId("acc", opened.accountId),
    isNew: opened.isNew,
    next: input.next,
    setCookie: await sessionCookie({ side: "customer", cell: opened.cell, id: opened.sessionId }),
  };
}

/** Returns the refusal instead of throwing it, so that the used try is committed. */
async function checkCode(tx: Db, { phone, code }: Input, at: Date): Promise<{ id: string } | AppError> {
  const stored = await lockNewestCode(tx, phone);
  const state = stored ? codeState(stored, at) : "expired";
  if (!stored || state === "expired") return new AppError("CODE_EXPIRED");
  if (state === "tries-used") return new AppError("CODE_TRIES_USED");
  if (sameSecret(stored.codeHmac, codeHmac(phone, stored.id, code))) return { id: stored.id };
  const triesLeft = stored.triesLeft - 1;
  await setTriesLeft(tx, phone, stored.id, triesLeft);
  return triesLeft > 0 ? new AppError("CODE_WRONG", { triesLeft }) : new AppError("CODE_TRIES_USED");
}

async function enter(
  tx: Db,
  ctx: RequestContext,
  input: Input,
  subscriber: Subscriber,
): Promise<(OpenedAccount & { sessionId: Id<"ses"> }) | AppError> {
  const code = await checkCode(tx, input, ctx.now);
  if (code instanceof AppError) return code;
  await consumeCode(tx, input.phone, code.id, ctx.now);
  const { phone, consent } = input;
  const opened = await openAccount(tx, { phone, subscriber, consents: consent, locale: ctx.locale, at: ctx.now });
  const sessionId = await insertSession(
    tx,
    opened.cell,
    opened.accountId,
    ctx.client ?? { userAgent: "", address: "" },
  );
  if (opened.frozenAccountId) {
    await recordAudit(tx, ctx, "account.frozen", {
      subjectKind: "account",
      subjectId: opened.frozenAccountId,
      reason: "the number now has another subscriber",
      after: { status: "frozen" },
    });
  }
  return { ...opened, sessionId };
}

/** The same browser signing in again replaces its sign-in rather than leaving one behind. */
async function endOwnSession(cell: number, accountId: string, sessionId: string): Promise<void> {
  await inTransaction((tx) => endSessions(tx, cell, accountId, { only: sessionId }));
}
