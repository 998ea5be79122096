import { z } from "zod";
import type { LocalText } from "@/lib/i18n/locale";

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
}

/** A span of Asia/Shanghai days, both included; at most 400. */
export const UsageSpan = z.object({ from: z.iso.date(), to: z.iso.date() });

/** Debit lines as the event stores them. */
export const StoredDebits = z.array(z.object({ grantId: z.string(), tokens: z.int(), beforeTokens: z.int(), afterTokens: z.int() }));
