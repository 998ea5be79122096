import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";

const amount = z.coerce.number();
const Debit = z.object({ grantId: z.string(), tokens: z.number(), afterTokens: z.number() });

const EventRow = z.object({
  id: z.string(),
  accountId: z.string(),
  keyId: z.string(),
  modelCode: z.string(),
  weightVersionId: z.string(),
  inputTokens: amount,
  outputTokens: amount,
  planTokens: amount,
  shortfallTokens: amount,
  debits: z.array(Debit),
  occurredAt: z.date(),
  requestId: z.string(),
  outcome: z.string(),
  upstreamCode: z.string(),
  api: z.string(),
});
export type BookedEvent = z.output<typeof EventRow>;

const KeyRow = z.object({ id: z.string(), day: amount.nullable(), month: amount.nullable(), total: amount.nullable() });
const VersionRow = z.object({
  id: z.string(),
  modelCode: z.string(),
  versionNo: z.number(),
  validFrom: z.date(),
  validTo: z.date().nullable(),
  inputMilli: z.number(),
  cachedInputMilli: z.number(),
  outputMilli: z.number(),
});
export type BookedVersion = z.output<typeof VersionRow>;
const GrantRow = z.object({
  id: z.string(),
  accountId: z.string(),
  weightsAt: z.date(),
  startsAt: z.date(),
  expiresAt: z.date(),
  granted: amount,
  reserved: amount,
  least: amount,
});
export type BookedGrant = z.output<typeof GrantRow>;
const LapsedRow = z.object({ keyId: z.string(), tokens: amount });

/** The books as they stand when everything is over. */
export interface Books {
  events: BookedEvent[];
  byRequest: Map<string, BookedEvent[]>;
  keys: z.output<typeof KeyRow>[];
  versions: BookedVersion[];
  grants: Map<string, BookedGrant>;
  /** By key: what slices of dead nodes gave back. */
  lapsedTokens: Map<string, number>;
  openSlices: number;
}

/** Slices that a node holds, or that wait for its lease to be over. */
export async function countOpenSlices(): Promise<number> {
  const [open] = await queryRows(
    poolSql,
    z.object({ count: amount }),
    "SELECT count(*) FROM slice WHERE status = 'open'",
  );
  return open?.count ?? 0;
}

export async function readBooks(): Promise<Books> {
  const events = await queryRows(
    poolSql,
    EventRow,
    `SELECT id, account_id AS "accountId", key_id AS "keyId", model_code AS "modelCode", weight_version_id AS "weightVersionId",
            input_tokens AS "inputTokens", output_tokens AS "outputTokens", plan_tokens AS "planTokens",
            shortfall_tokens AS "shortfallTokens", debits, occurred_at AS "occurredAt", request_id AS "requestId", outcome,
            upstream_code AS "upstreamCode", api
       FROM usage_event`,
  );
  const byRequest = new Map<string, BookedEvent[]>();
  for (const event of events) byRequest.set(event.requestId, [...(byRequest.get(event.requestId) ?? []), event]);
  const grants = await queryRows(
    poolSql,
    GrantRow,
    `SELECT id, account_id AS "accountId", weights_at AS "weightsAt", starts_at AS "startsAt", expires_at AS "expiresAt", granted_tokens AS granted, reserved_tokens AS reserved,
            least(remaining_tokens, reserved_tokens, consumed_tokens) AS least FROM token_grant`,
  );
  const lapsed = await queryRows(
    poolSql,
    LapsedRow,
    `SELECT key_id AS "keyId", sum(returned_tokens) AS tokens FROM slice WHERE status = 'lapsed' GROUP BY key_id`,
  );
  return {
    events,
    byRequest,
    keys: await queryRows(
      poolSql,
      KeyRow,
      "SELECT id, day_cap_tokens AS day, month_cap_tokens AS month, total_cap_tokens AS total FROM api_key",
    ),
    versions: await queryRows(
      poolSql,
      VersionRow,
      `SELECT v.id, m.code AS "modelCode", v.version_no AS "versionNo", v.valid_from AS "validFrom", v.valid_to AS "validTo",
              v.input_milli AS "inputMilli", v.cached_input_milli AS "cachedInputMilli", v.output_milli AS "outputMilli"
         FROM model_weight_version v JOIN model m ON m.id = v.model_id ORDER BY v.valid_from`,
    ),
    grants: new Map(grants.map((grant) => [grant.id, grant])),
    lapsedTokens: new Map(lapsed.map(({ keyId, tokens }) => [keyId, tokens])),
    openSlices: await countOpenSlices(),
  };
}
