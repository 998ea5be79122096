import { z } from "zod";
import type { SettlementEvent } from "@/lib/charging/charging";
import { rate, type Weights } from "@/lib/charging/rate";
import { poolSql, queryRows } from "@/lib/db/sql";
import { newUuid } from "@/lib/ids/ids";
import type { SlicedAccount } from "./make-slices";

/** A model and the weights by which its calls are rated. */
interface RatedModel extends Weights {
  code: string;
  versionId: string;
}

export interface EventMaker {
  accounts: readonly SlicedAccount[];
  models: readonly RatedModel[];
  /** Keys whose use was noted within the minute: a gateway knows that of its keys. */
  noted: Set<string>;
  /** Draws the rank of the account that calls next. */
  nextRank: () => number;
  random: () => number;
}

/** Every model with its first weights. */
export function findRatedModels(): Promise<RatedModel[]> {
  return queryRows(
    poolSql,
    z.object({
      code: z.string(),
      versionId: z.string(),
      inputMilli: z.int(),
      cachedInputMilli: z.int(),
      outputMilli: z.int(),
    }),
    `SELECT m.code, v.id AS "versionId", v.input_milli AS "inputMilli", v.cached_input_milli AS "cachedInputMilli", v.output_milli AS "outputMilli"
       FROM model m JOIN model_weight_version v ON v.model_id = m.id AND v.version_no = 1 ORDER BY m.sort_order`,
  );
}

/** Finished calls as a gateway hands them to settlement: held in full by the account's slice. Each account uses two models. */
export function makeEvents(maker: EventMaker, count: number, at: Date): SettlementEvent[] {
  return Array.from({ length: count }, () => makeEvent(maker, at));
}

function makeEvent({ accounts, models, noted, nextRank, random }: EventMaker, at: Date): SettlementEvent {
  const rank = nextRank();
  const account = accounts[rank];
  const model = models[(rank + (random() < 0.8 ? 0 : 1)) % models.length];
  if (!account || !model) throw new RangeError("no account of that rank, or no model");
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const inputTokens = between(100, 4_000);
  const usage = {
    inputTokens,
    cachedInputTokens: random() < 0.3 ? between(0, inputTokens) : 0,
    outputTokens: between(20, 1_200),
  };
  const { code, versionId, ...weights } = model;
  const planTokens = rate(usage, weights);
  const id = newUuid(at);
  const isKeyUseNoted = noted.has(account.keyId);
  noted.add(account.keyId);
  return {
    isKeyUseNoted,
    id,
    cell: account.cell,
    api: "chat",
    accountId: account.accountId,
    keyId: account.keyId,
    modelCode: code,
    weightVersionId: versionId,
    weights,
    usage,
    planTokens,
    parts: [{ sliceId: account.sliceId, grantId: account.grantId, tokens: planTokens }],
    occurredAt: at,
    requestId: `req_${id.replaceAll("-", "")}`,
    outcome: "completed",
    streamed: random() < 0.5,
    latencyMs: between(200, 20_000),
    upstreamCode: "bench",
  };
}
