import { db } from "@/lib/db/client";
import { poolSql } from "@/lib/db/sql";
import { type Id, parseId } from "@/lib/ids/ids";
import { createKey } from "@/lib/keys/create-key";
import { contextOf, makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket } from "@/lib/testing/make-bucket";
import { openPricingDesk, type PricingDesk } from "@/lib/testing/open-pricing-desk";
import { toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import type { Prng } from "./prng";

export interface ChaosKey {
  keyId: Id<"key">;
  secret: string;
  /** System time at which its revocation was certain; null while it works. */
  revokedMs: number | null;
}

export interface ChaosAccount {
  index: number;
  owner: TestAccount;
  keys: ChaosKey[];
  /** Business time from which it was there for certain. */
  openedMs: number;
  /** System times between which it was certainly frozen; the last may be open. */
  frozen: { fromMs: number; untilMs: number | null }[];
}

export interface ChaosWorld {
  accounts: ChaosAccount[];
  desk: PricingDesk;
}

const ACCOUNTS = 200;

/** The catalogue, the people who change prices, and the customers with their keys and first buckets. */
export async function openWorld(chance: Prng): Promise<ChaosWorld> {
  const desk = await openPricingDesk();
  const accounts: ChaosAccount[] = [];
  for (let index = 0; index < ACCOUNTS; index += 1) accounts.push(await openAccount(index, chance));
  return { accounts, desk };
}

async function openAccount(index: number, chance: Prng): Promise<ChaosAccount> {
  const owner = await makeAccount();
  const wealth = chance.next();
  // Some live from hand to mouth, so that balances, minimums and refusals are met all the time.
  if (wealth > 0.1) await makeBucket(owner, { tokens: wealth > 0.35 ? 3_000_000 : chance.integer(50, 4_000) });
  if (chance.chance(0.3)) await makeBucket(owner, { tokens: chance.integer(100, 20_000), modelScope: ["hunyuan-*"] });
  if (chance.chance(0.3))
    await makeBucket(owner, {
      tokens: chance.integer(500, 8_000),
      expiresAt: toInstant(businessNow().getTime() + chance.integer(5, 7_200) * 1_000),
    });
  const keys: ChaosKey[] = [];
  const count = chance.integer(1, 3);
  for (let number = 0; number < count; number += 1) keys.push(await openKey(owner, chance));
  return { index, owner, keys, openedMs: businessNow().getTime(), frozen: [] };
}

/** A key of the account, sometimes with caps that a run reaches. */
export async function openKey(owner: TestAccount, chance: Prng): Promise<ChaosKey> {
  const { key, secret } = await createKey(contextOf(owner.actor), { name: "chaos" });
  const keyId = parseId("key", key.id);
  if (keyId === null) throw new Error("a key without an id");
  const cap = (share: number, most: number) => (chance.chance(share) ? chance.integer(200, most) : null);
  const caps = [cap(0.2, 6_000), cap(0.15, 20_000), cap(0.15, 30_000)];
  if (caps.some((tokens) => tokens !== null)) {
    await poolSql(
      "UPDATE api_key SET day_cap_tokens = $3, month_cap_tokens = $4, total_cap_tokens = $5 WHERE cell = $1 AND id = $2",
      [owner.cell, keyId, ...caps],
    );
  }
  return { keyId, secret, revokedMs: null };
}

/** Stops an account's spending, or lets it go on, as support does. */
export async function setFrozen({ cell, accountId }: TestAccount, frozen: boolean): Promise<void> {
  await db().account.update({
    where: { cell_id: { cell, id: accountId } },
    data: frozen ? { status: "frozen", frozenAt: businessNow() } : { status: "active", frozenAt: null },
  });
}
