import { z } from "zod";
import { rate, type Weights } from "@/lib/charging/rate";
import { resolveTerms } from "@/lib/charging/resolve-terms";
import { poolSql, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import { compareBurnDown, scopeCovers } from "@/lib/grants/bucket";
import type { Payer } from "@/lib/ingestion/attribute-usage";
import type { DeadReason } from "@/lib/ingestion/ingested-event";
import type { ReportedUsage } from "@/lib/ingestion/reported-usage";
import type { PlanTokens } from "@/lib/money/amounts";

export type Rating =
  { ok: true; planTokens: PlanTokens; weightVersionId: string; weights: Weights } | { ok: false; reason: DeadReason };

const Bucket = z.object({
  id: z.string(),
  accountId: z.string(),
  modelScope: z.array(z.string()),
  free: z.boolean(),
  startsAt: z.date(),
  expiresAt: z.date(),
  createdAt: z.date(),
  weightsAt: z.date(),
  /** When its last token went; null while it has some. */
  emptySince: z.date().nullable(),
});
type Bucket = z.output<typeof Bucket>;

// What a bucket had at an instant: everything that is left now, or was left until the posting that took its last token.
const READ_BUCKETS = `
  SELECT g.id, g.account_id AS "accountId", g.model_scope AS "modelScope", g.net_price_fen = 0 AS free, g.starts_at AS "startsAt",
         g.expires_at AS "expiresAt", g.created_at AS "createdAt", g.weights_at AS "weightsAt",
         CASE WHEN g.remaining_tokens + g.reserved_tokens = 0 THEN
           (SELECT max(t.occurred_at) FROM ledger_entry e JOIN ledger_transaction t ON t.cell = e.cell AND t.id = e.transaction_id
             WHERE e.cell = g.cell AND e.grant_id = g.id AND e.account_code = 'tokens.bucket' AND e.amount < 0) END AS "emptySince"
    FROM token_grant g
   WHERE g.cell = $1::smallint AND g.account_id = ANY($2::uuid[]) AND g.expires_at > $3::timestamptz AND g.starts_at <= $4::timestamptz`;

export interface UsageOfPayer {
  usage: ReportedUsage;
  payer: Payer;
}

/**
 * Rates reported usage at its own time: with the weights promised with the bucket that stood first in the account's burn-down
 * order at that instant (decisions 1), or where there was none with the weights in force then. A model without weights at
 * that instant is refused, never free.
 */
export async function rateUsage(reports: readonly UsageOfPayer[]): Promise<Rating[]> {
  const buckets: Bucket[] = [];
  for (const cell of new Set(reports.map(({ payer }) => payer.cell))) {
    const own = reports.filter(({ payer }) => payer.cell === cell);
    const times = own.map(({ usage }) => usage.occurredAt.getTime()).toSorted((a, b) => a - b);
    const accountIds = [...new Set(own.map(({ payer }) => payer.accountId))];
    const [from, to] = [own.find(at(times[0])), own.find(at(times.at(-1)))];
    if (!from || !to) continue;
    buckets.push(
      ...(await queryRows(poolSql, Bucket, READ_BUCKETS, [
        cell,
        accountIds,
        from.usage.occurredAt,
        to.usage.occurredAt,
      ])),
    );
  }
  const ratings: Rating[] = [];
  for (const report of reports) ratings.push(await ratingOf(report, buckets));
  return ratings;
}

function at(time: number | undefined) {
  return ({ usage }: UsageOfPayer) => usage.occurredAt.getTime() === time;
}

async function ratingOf({ usage, payer }: UsageOfPayer, buckets: readonly Bucket[]): Promise<Rating> {
  const { modelCode, occurredAt } = usage;
  const head = headOf(buckets, payer.accountId, modelCode, occurredAt);
  try {
    const { weightVersionId, inputMilli, cachedInputMilli, outputMilli } = await resolveTerms(
      modelCode,
      head?.weightsAt ?? occurredAt,
      occurredAt,
    );
    const weights = { inputMilli, cachedInputMilli, outputMilli };
    return { ok: true, planTokens: rate(usage.usage, weights), weightVersionId, weights };
  } catch (error) {
    if (error instanceof AppError && error.code === "MODEL_UNKNOWN") return { ok: false, reason: "model_unknown" };
    if (error instanceof RangeError) return { ok: false, reason: "amount_invalid" };
    throw error;
  }
}

/** The bucket that would have paid at an instant. */
function headOf(buckets: readonly Bucket[], accountId: string, modelCode: string, when: Date): Bucket | undefined {
  return buckets
    .filter((bucket) => bucket.accountId === accountId && scopeCovers(bucket.modelScope, modelCode))
    .filter(({ startsAt, expiresAt }) => startsAt <= when && when < expiresAt)
    .filter(({ emptySince }) => emptySince === null || when < emptySince)
    .toSorted((a, b) => compareBurnDown(orderFacts(a), orderFacts(b)))[0];
}

function orderFacts({ id, modelScope, free, expiresAt, createdAt }: Bucket) {
  return { id, modelScope, free, expiresAt: expiresAt.getTime(), createdAt: createdAt.getTime() };
}
