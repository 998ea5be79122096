import { z } from "zod";
import { missingConsents } from "@/lib/accounts/consent";
import type { Subscriber } from "@/lib/carrier/subscriber";
import type { Db } from "@/lib/db/client";
import { queryRows, sqlOf } from "@/lib/db/sql";
import type { Locale } from "@/lib/i18n/locale";
import { cellOf } from "@/lib/ids/cell";
import { type Id, newUuid } from "@/lib/ids/ids";

const Entry = z.object({ subscriber_id: z.string(), account_cell: z.number(), account_id: z.string() });
export type DirectoryEntry = z.infer<typeof Entry>;

/**
 * The directory's entry of a number, locked; made to point to `accountId` when there was none. Two first sign-ins at once
 * meet here: the second sees the first one's entry.
 */
export async function claimNumber(
  tx: Db,
  phone: string,
  subscriberId: string,
  accountId: Id<"acc">,
  at: Date,
): Promise<DirectoryEntry> {
  const sql = sqlOf(tx);
  const cell = cellOf(phone);
  await tx.phoneDirectory.createMany({
    data: [{ cell, phone, subscriberId, accountCell: cellOf(accountId), accountId, updatedAt: at }],
    skipDuplicates: true,
  });
  const [entry] = await queryRows(
    sql,
    Entry,
    "SELECT subscriber_id, account_cell, account_id FROM phone_directory WHERE cell = $1 AND phone = $2 FOR UPDATE",
    [cell, phone],
  );
  if (!entry) throw new Error("the number's directory entry is gone");
  return entry;
}

/** Points a number to another account. */
export async function repointNumber(
  tx: Db,
  phone: string,
  subscriberId: string,
  accountId: Id<"acc">,
  at: Date,
): Promise<void> {
  const cell = cellOf(phone);
  await tx.phoneDirectory.update({
    where: { cell_phone: { cell, phone } },
    data: { subscriberId, accountCell: cellOf(accountId), accountId, updatedAt: at },
  });
}

export interface NewAccount {
  id: Id<"acc">;
  phone: string;
  subscriber: Subscriber;
  locale: Locale;
  at: Date;
}

export async function insertAccount(tx: Db, { id, phone, subscriber, locale, at }: NewAccount): Promise<void> {
  const { subscriberId, regionCode, verifiedName } = subscriber;
  await tx.account.create({
    data: {
      cell: cellOf(id),
      id,
      kind: "person",
      displayName: verifiedName,
      phone,
      subscriberId,
      regionCode,
      locale,
      createdAt: at,
    },
  });
}

/** Stores what is not yet agreed to. Returns how many documents that were. */
export async function insertMissingConsents(tx: Db, cell: number, accountId: string, at: Date): Promise<number> {
  const missing = missingConsents(await tx.consent.findMany({ where: { cell, accountId } }));
  await tx.consent.createMany({
    data: missing.map(({ document, version }) => ({
      cell,
      id: newUuid(at),
      accountId,
      document,
      documentVersion: version,
      acceptedAt: at,
    })),
  });
  return missing.length;
}

/** Stops an account whose number now belongs to somebody else: its sign-ins end, and its keys work nowhere within a second. */
export async function freezeAccount(tx: Db, cell: number, accountId: string, at: Date, systemAt: Date): Promise<void> {
  await tx.account.update({ where: { cell_id: { cell, id: accountId } }, data: { status: "frozen", frozenAt: at } });
  await tx.customerSession.updateMany({ where: { cell, accountId, revokedAt: null }, data: { revokedAt: systemAt } });
}
