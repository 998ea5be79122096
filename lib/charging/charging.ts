import type { ModelUsage, Weights } from "@/lib/charging/rate";

/** The share of a slice that comes from one bucket. */
export interface SlicePart {
  grantId: string;
  tokens: number;
  modelScope: string[];
  weightsAt: Date;
  /** These three and the scope are the bucket's place in the burn-down order. */
  free: boolean;
  expiresAt: Date;
  createdAt: Date;
}

/** Tokens set aside for one node, account and key; parts in burn-down order. */
export interface Slice {
  id: string;
  cell: number;
  accountId: string;
  keyId: string;
  /** The model it was reserved for, where buckets of a narrower scope make the burn-down order differ by model; null for any. */
  modelCode: string | null;
  parts: SlicePart[];
}

/** Tokens that a call held and now burns: of which slice and bucket, and how many. */
export interface BurnPart {
  sliceId: string;
  grantId: string;
  tokens: number;
}

/** How a metered call ended: whole, left by the client, whole but without usage (counted by us); or reported by another system. */
export type UsageOutcome = "completed" | "client_left" | "counted" | "reported";

/** One finished call as the gateway (or ingestion) hands it to settlement. */
export interface SettlementEvent {
  /** UUIDv7; its own time decides the partition (decisions 4). */
  id: string;
  cell: number;
  accountId: string;
  keyId: string;
  modelCode: string;
  weightVersionId: string;
  weights: Weights;
  usage: ModelUsage;
  planTokens: number;
  /** What was held for it, in order. May be empty or less than `planTokens`: the rest comes from what buckets still have. */
  parts: BurnPart[];
  occurredAt: Date;
  requestId: string;
  outcome: UsageOutcome;
  streamed: boolean;
  latencyMs: number;
  upstreamCode: string;
  /** The protocol of the call: "chat", "messages", … */
  api: string;
  /** True where the key's last use is known to be noted already, to the minute: it is not looked at again. */
  isKeyUseNoted?: boolean;
}

/** What one bucket paid for one event; balances count everything not consumed, held tokens included. */
export interface Debit {
  grantId: string;
  tokens: number;
  beforeTokens: number;
  afterTokens: number;
}

export interface SettlementResult {
  eventId: string;
  /** False when the event had been settled before; nothing was charged again. */
  charged: boolean;
  planTokens: number;
  debits: Debit[];
  shortfallTokens: number;
  accountLeftTokens: number;
}
