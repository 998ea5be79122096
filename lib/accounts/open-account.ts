import { claimNumber, freezeAccount, insertAccount, insertMissingConsents, repointNumber } from "@/lib/accounts/store";
import type { Subscriber } from "@/lib/carrier/subscriber";
import type { Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/i18n/locale";
import { cellOf } from "@/lib/ids/cell";
import { asId, newId, type Id } from "@/lib/ids/ids";
import { systemNow } from "@/lib/time/clock";

export interface OpenAccount {
  /** E.164. */
  phone: string;
  /** What the carrier says of the number's holder now. */
  subscriber: Subscriber;
  /** Whether the person agrees to the current terms and privacy notice. */
  consents: boolean;
  locale: Locale;
  at: Date;
}

export interface OpenedAccount {
  accountId: Id<"acc">;
  cell: number;
  isNew: boolean;
  /** The account that held the number before it was recycled. */
  frozenAccountId: Id<"acc"> | null;
}

/**
 * The account of a number's holder, opened if there is none: identity is the subscriber id, not the number (decisions 12).
 * A recycled number opens a new account and freezes the old one. CONSENT_REQUIRED, changing nothing, when a document of
 * the current version is not agreed to; ACCOUNT_FROZEN when support has stopped the account.
 */
export async function openAccount(tx: Db, input: OpenAccount): Promise<OpenedAccount> {
  const { phone, subscriber, at } = input;
  const fresh = newId("acc", at);
  const entry = await claimNumber(tx, phone, subscriber.subscriberId, fresh, at);
  const isRecycled = entry.subscriber_id !== subscriber.subscriberId;
  const isNew = isRecycled || entry.account_id === fresh;
  const accountId = isNew ? fresh : asId("acc", entry.account_id);
  const cell = cellOf(accountId);

  if (isRecycled) {
    await freezeAccount(tx, entry.account_cell, entry.account_id, at, systemNow());
    await repointNumber(tx, phone, subscriber.subscriberId, fresh, at);
  }
  if (isNew) await insertAccount(tx, { id: fresh, phone, subscriber, locale: input.locale, at });
  else await requireActive(tx, cell, accountId);

  const agreed = await insertMissingConsents(tx, cell, accountId, at);
  if (agreed > 0 && !input.consents) throw new AppError("CONSENT_REQUIRED");
  return { accountId, cell, isNew, frozenAccountId: isRecycled ? asId("acc", entry.account_id) : null };
}

async function requireActive(tx: Db, cell: number, id: Id<"acc">): Promise<void> {
  const account = await tx.account.findUnique({ where: { cell_id: { cell, id } }, select: { status: true } });
  if (account?.status !== "active") throw new AppError("ACCOUNT_FROZEN");
}
