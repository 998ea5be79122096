import type { Db } from "@/lib/db/client";
import { sqlOf } from "@/lib/db/sql";
import type { BucketSource } from "@/lib/grants/bucket";
import type { LocalText } from "@/lib/i18n/locale";
import { cellOf } from "@/lib/ids/cell";
import { type Id, newId } from "@/lib/ids/ids";
import { postLedger } from "@/lib/ledger/post-ledger";
import type { Fen, PlanTokens } from "@/lib/money/amounts";

export interface GrantToIssue {
  accountId: Id<"acc">;
  source: BucketSource;
  /** What the tokens came from (an order, an application): one bucket per source and id. */
  sourceId: string;
  name: LocalText;
  tokens: PlanTokens;
  /** What was paid for it without VAT; 0 for free tokens. Recognised as revenue while it is used or expires. */
  netPriceFen: Fen;
  /** Model codes or patterns such as `hunyuan-*`; empty means every model. */
  modelScope: readonly string[];
  /** The instant whose weights are promised with the bucket (decisions 1). */
  weightsAt: Date;
  startsAt: Date;
  /** The first instant at which it can no longer be spent. */
  expiresAt: Date;
  at: Date;
}

/** Issues a bucket and posts its tokens, in the caller's transaction. A source and id that were issued before violate a unique constraint. */
export async function issueGrant(tx: Db, grant: GrantToIssue): Promise<{ grantId: Id<"grt"> }> {
  const cell = cellOf(grant.accountId);
  const grantId = newId("grt", grant.at);
  await tx.tokenGrant.create({
    data: {
      cell,
      id: grantId,
      accountId: grant.accountId,
      source: grant.source,
      sourceId: grant.sourceId,
      nameZh: grant.name["zh-CN"],
      nameEn: grant.name.en,
      grantedTokens: grant.tokens,
      remainingTokens: grant.tokens,
      netPriceFen: grant.netPriceFen,
      modelScope: [...grant.modelScope],
      weightsAt: grant.weightsAt,
      startsAt: grant.startsAt,
      expiresAt: grant.expiresAt,
      createdAt: grant.at,
    },
  });
  const bucket = { customerId: grant.accountId, grantId };
  await postLedger(sqlOf(tx), [
    {
      cell,
      kind: "grant.issued",
      reference: grantId,
      occurredAt: grant.at,
      entries: [
        { account: "tokens.bucket", amount: grant.tokens, ...bucket },
        { account: "tokens.issued", amount: -grant.tokens, ...bucket },
      ],
    },
  ]);
  return { grantId };
}
