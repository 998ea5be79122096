import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { issueGrant } from "@/lib/grants/issue-grant";
import type { BucketSource } from "@/lib/grants/bucket";
import { newUuid } from "@/lib/ids/ids";
import { toFen, toPlanTokens } from "@/lib/money/amounts";
import type { TestAccount } from "@/lib/testing/make-account";
import { addDays, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";

interface BucketWish {
  tokens: number;
  source?: BucketSource;
  modelScope?: string[];
  expiresAt?: Date;
}

/** A free bucket issued by the real use case, valid 30 days unless told. */
export async function makeBucket(account: TestAccount, wish: BucketWish): Promise<string> {
  const at = businessNow();
  const { grantId } = await inTransaction((tx) =>
    issueGrant(tx, {
      accountId: account.accountId,
      source: wish.source ?? "goodwill",
      sourceId: newUuid(at),
      name: { "zh-CN": "测试词元包", en: "Test bucket" },
      tokens: toPlanTokens(wish.tokens),
      netPriceFen: toFen(0),
      modelScope: wish.modelScope ?? [],
      weightsAt: at,
      startsAt: at,
      expiresAt: wish.expiresAt ?? startOfShanghaiDay(addDays(shanghaiDay(at), 31)),
      at,
    }),
  );
  return grantId;
}

/** A bucket's amounts now. */
export async function readBucket(account: TestAccount, grantId: string) {
  const row = await db().tokenGrant.findUniqueOrThrow({ where: { cell_id: { cell: account.cell, id: grantId } } });
  return {
    granted: Number(row.grantedTokens),
    remaining: Number(row.remainingTokens),
    reserved: Number(row.reservedTokens),
    consumed: Number(row.consumedTokens),
    expired: Number(row.expiredTokens),
  };
}
