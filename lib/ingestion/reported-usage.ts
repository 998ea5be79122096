import { z } from "zod";
import { normalisePhone } from "@/lib/accounts/phone";
import type { ModelUsage } from "@/lib/charging/rate";
import { type Id, parseId } from "@/lib/ids/ids";
import { CLOCK_AHEAD_MS, type DeadReason, MOST_TOKENS, OLDEST_DAYS } from "@/lib/ingestion/ingested-event";
import { toInstant } from "@/lib/time/calendar";

const DAY_MS = 86_400_000;
const Tokens = z.int().min(0).max(MOST_TOKENS);

/** Model tokens as OpenAI counts them: cached input is part of input. */
export const USAGE_FIELDS = {
  model: z.string().min(1).max(80),
  inputTokens: Tokens,
  cachedInputTokens: Tokens.default(0),
  outputTokens: Tokens,
};

/** What the event's data says. Whoever pays is named here or by the event's subject. */
export const UsageData = z
  .strictObject({
    ...USAGE_FIELDS,
    account: z.string().max(40).optional(),
    keyId: z.string().max(40).optional(),
    phone: z.string().max(40).optional(),
    requestId: z.string().max(200).optional(),
  })
  .refine((data) => data.cachedInputTokens <= data.inputTokens, { path: ["cachedInputTokens"] });

const AMOUNTS = new Set(["inputTokens", "cachedInputTokens", "outputTokens"]);

const Body = z.looseObject({
  subject: z.string().optional(),
  time: z.iso.datetime({ offset: true }),
  data: z.unknown(),
});

/** Whom the event names; what is named more than once must mean the same account. */
export interface NamedPayer {
  accountId: Id<"acc"> | null;
  keyId: Id<"key"> | null;
  phone: string | null;
}

export interface ReportedUsage extends NamedPayer {
  modelCode: string;
  usage: ModelUsage;
  occurredAt: Date;
}

export type ReadUsage = { ok: true; usage: ReportedUsage } | { ok: false; reason: DeadReason; field: string | null };

/** Understands the usage in an event that was received at an instant, or says why it cannot be charged. Looks nothing up. */
export function readUsage(body: unknown, receivedAt: Date): ReadUsage {
  const event = Body.safeParse(body);
  if (!event.success) return refused("time_invalid", "time");
  const data = UsageData.safeParse(event.data.data);
  if (!data.success) return refusedData(data.error);
  const at = toInstant(event.data.time);
  if (at.getTime() > receivedAt.getTime() + CLOCK_AHEAD_MS) return refused("time_ahead", "time");
  if (at.getTime() < receivedAt.getTime() - OLDEST_DAYS * DAY_MS) return refused("time_too_old", "time");

  const payer = payerOf(event.data.subject, data.data);
  if ("reason" in payer) return { ok: false, ...payer };
  const { model, inputTokens, cachedInputTokens, outputTokens } = data.data;
  return {
    ok: true,
    usage: {
      ...payer,
      modelCode: model,
      usage: { inputTokens, cachedInputTokens, outputTokens },
      // A reporting clock that is a little ahead does not make usage of the future.
      occurredAt: at < receivedAt ? at : receivedAt,
    },
  };
}

function refused(reason: DeadReason, field: string | null): { ok: false; reason: DeadReason; field: string | null } {
  return { ok: false, reason, field };
}

function refusedData(error: z.ZodError): ReadUsage {
  const issue = error.issues[0];
  const field = issue?.code === "unrecognized_keys" ? (issue.keys[0] ?? "data") : String(issue?.path[0] ?? "data");
  return refused(AMOUNTS.has(field) ? "amount_invalid" : "data_invalid", field);
}

type Refused = { reason: DeadReason; field: string | null };

function payerOf(subject: string | undefined, data: z.output<typeof UsageData>): NamedPayer | Refused {
  const names = [subject, data.account, data.keyId].filter((name) => name !== undefined);
  const accounts = new Set<Id<"acc">>();
  const keys = new Set<Id<"key">>();
  for (const name of names) {
    const accountId = parseId("acc", name);
    const keyId = parseId("key", name);
    if (accountId) accounts.add(accountId);
    else if (keyId) keys.add(keyId);
    else return { reason: "account_unknown", field: name === subject ? "subject" : "data" };
  }
  const phone = data.phone === undefined ? null : normalisePhone(data.phone);
  if (data.phone !== undefined && phone === null) return { reason: "phone_unknown", field: "phone" };
  if (accounts.size > 1 || keys.size > 1) return { reason: "account_conflict", field: null };
  const [accountId = null] = accounts;
  const [keyId = null] = keys;
  if (accountId === null && keyId === null && phone === null) return { reason: "account_missing", field: null };
  return { accountId, keyId, phone };
}
