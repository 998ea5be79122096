/** What other systems report, and what becomes of it. Words only: shared by the server, the browser and the documents. */

/** The one type of event that is taken. */
export const USAGE_EVENT_TYPE = "com.tokenhall.usage.v1";
export const MOST_EVENTS = 1_000;
export const MOST_BATCH_BYTES = 1_048_576;
export const MOST_EVENT_BYTES = 16_384;
/** Usage that happened longer before its report is not charged any more. */
export const OLDEST_DAYS = 90;
/** How far a reporting system's clock may be ahead. */
export const CLOCK_AHEAD_MS = 300_000;
/** Far above any request; keeps sums of many reports inside what the database counts. */
export const MOST_TOKENS = 1_000_000_000_000;
/** How many dead letters are replayed at once. */
export const MOST_REPLAYED = 100;

/** Why an event is not taken at all: whoever sent it corrects and sends it again. */
export const INVALID_REASONS = [
  "not_an_object",
  "specversion",
  "id",
  "source",
  "type",
  "datacontenttype",
  "attribute",
  "data",
  "too_large",
  "source_not_allowed",
] as const;
export type InvalidReason = (typeof INVALID_REASONS)[number];

/** Why an event that was taken cannot be charged: it waits to be repaired, replayed or discarded. */
export const DEAD_REASONS = [
  "account_missing",
  "account_unknown",
  "phone_unknown",
  "key_unknown",
  "account_conflict",
  "account_not_open",
  "account_frozen",
  "model_unknown",
  "time_invalid",
  "time_ahead",
  "time_too_old",
  "amount_invalid",
  "data_invalid",
] as const;
export type DeadReason = (typeof DEAD_REASONS)[number];

/** A reason as it is stored. */
export function deadReasonOf(text: string | null): DeadReason | null {
  return DEAD_REASONS.find((reason) => reason === text) ?? null;
}

/** What became of one event of a report, in the order of the report. */
export type EventAnswer = { source: string | null; id: string | null } & (
  | { status: "settled"; eventId: string; planTokens: number; shortfallTokens: number }
  | { status: "duplicate"; eventId: string; bodyDiffers: boolean }
  | { status: "dead_letter"; eventId: string; reason: DeadReason }
  | { status: "invalid"; reason: InvalidReason; field: string | null }
);

/** Who shall pay and what for, as the repair form shows it. */
export interface RepairFields {
  /** An account id, a key id or a mobile number. */
  payer: string;
  model: string;
  inputTokens: string;
  cachedInputTokens: string;
  outputTokens: string;
  time: string;
}

export const LETTER_STATES = ["dead", "discarded"] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** An event that could not be charged, as staff see it. Instants are ISO texts. */
export interface DeadLetterView {
  source: string;
  id: string;
  eventId: string;
  clientName: string;
  state: LetterState;
  reason: DeadReason;
  /** Which part of the event is meant, where one is. */
  field: string | null;
  receivedAt: string;
  /** When the usage happened, as the event says it. */
  time: string;
  fields: RepairFields;
  /** As it came, and as it was repaired; indented JSON. */
  body: string;
  repaired: string | null;
  /** Names what this reader has seen: a repair of something else is refused. */
  seen: string;
  /** Why it was discarded. */
  note: string | null;
}

/** What a reader may do about dead letters. */
export interface LetterRights {
  repair: boolean;
  replay: boolean;
  discard: boolean;
}

/** What became of a replayed dead letter; `unchanged`: somebody else had dealt with it. */
export interface ReplayAnswer {
  source: string;
  id: string;
  status: "settled" | "dead_letter" | "unchanged";
  reason: DeadReason | null;
}
