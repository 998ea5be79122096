import { z } from "zod";
import type { LocalText } from "@/lib/i18n/locale";

/** Stands for the key in usage that other systems report without naming one. */
export const NO_KEY_ID = "00000000-0000-0000-0000-000000000000";

/** One day's usage of one model with one key; plan tokens and model tokens are integers, `day` is Asia/Shanghai. */
export interface UsageDay {
  day: string;
  modelCode: string;
  keyId: string;
  keyName: string;
  requests: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  planTokens: number;
}

/** How fast an account spends. */
export interface SpendRate {
  /** Mean plan tokens per day over the last whole days, at most 14; null below 3 days of data. */
  tokensPerDay: number | null;
  /** The same mean by model code, for buckets that only some models may spend. */
  modelRates: { modelCode: string; tokensPerDay: number }[];
  daysOfData: number;
}

/** One call in a list. */
export interface UsageCall {
  id: string;
  at: string;
  modelCode: string;
  keyName: string;
  inputTokens: number;
  outputTokens: number;
  planTokens: number;
}

/** What one bucket paid for a call, with its balance before and after. */
export interface ReceiptDebit {
  grantId: string;
  name: LocalText;
  expiresAt: string;
  tokens: number;
  beforeTokens: number;
  afterTokens: number;
}

/** The receipt of one call: counts × weights = plan tokens, and the buckets that paid. */
export interface UsageReceipt extends UsageCall {
  requestId: string;
  cachedInputTokens: number;
  inputMilli: number;
  cachedInputMilli: number;
  outputMilli: number;
  weightVersionNo: number;
  weightValidFrom: string;
  shortfallTokens: number;
  debits: ReceiptDebit[];
  outcome: string;
  streamed: boolean;
  latencyMs: number;
  /** Of the gateway, through which the call came: "/v1/messages"; null for what another system reported. */
  address: string | null;
  /** The system that reported it; null for calls of the gateway. */
  reportedBy: string | null;
}

/** Far outside any call, and inside what calendar arithmetic can name. */
export const FIRST_USAGE_DAY = "2000-01-01";
export const LAST_USAGE_DAY = "2999-12-31";

/** The longest span that is read at once, in days. */
export const MOST_USAGE_DAYS = 400;

const Day = z.iso.date().refine((day) => day >= FIRST_USAGE_DAY && day <= LAST_USAGE_DAY);

/** A span of Asia/Shanghai days, both included; its length is checked by `requireSpan`. */
export const UsageSpan = z.object({ from: Day, to: Day });

/** What moves whenever a call is charged in a span; enough to tell whether figures that are shown still hold. */
export interface UsagePulse {
  /** When it was read; ISO instant of the business clock. */
  at: string;
  today: string;
  requests: number;
  planTokens: number;
}

/** Debit lines as the event stores them. */
export const StoredDebits = z.array(
  z.object({ grantId: z.string(), tokens: z.int(), beforeTokens: z.int(), afterTokens: z.int() }),
);
