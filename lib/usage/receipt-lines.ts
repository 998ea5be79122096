import { formatCount } from "@/lib/i18n/format-number";
import type { UsageReceipt } from "@/lib/usage/usage";

/** The arithmetic of a receipt, line by line, in thousandths of a plan token so that nothing is rounded before its time. */

export type ReceiptLine = {
  kind: "input" | "cached" | "output";
  tokens: number;
  weightMilli: number;
  amountMilli: number;
};

export type ReceiptLines = {
  lines: ReceiptLine[];
  planTokens: number;
  /** What rounding up once per call added: 0 to 999 thousandths. */
  roundedUpMilli: number;
  /** What the buckets paid; the rest is the operator's loss. */
  paidTokens: number;
  shortfallTokens: number;
};

type Charged = Pick<
  UsageReceipt,
  | "inputTokens"
  | "cachedInputTokens"
  | "outputTokens"
  | "inputMilli"
  | "cachedInputMilli"
  | "outputMilli"
  | "planTokens"
  | "shortfallTokens"
>;

/** Tokens by kind × weight. Cached input is part of input; a call without it has no line for it. */
export function receiptLines(receipt: Charged): ReceiptLines {
  const line = (kind: ReceiptLine["kind"], tokens: number, weightMilli: number): ReceiptLine => ({
    kind,
    tokens,
    weightMilli,
    amountMilli: tokens * weightMilli,
  });
  const cached = Math.min(receipt.cachedInputTokens, receipt.inputTokens);
  const lines = [
    line("input", receipt.inputTokens - cached, receipt.inputMilli),
    ...(cached > 0 ? [line("cached", cached, receipt.cachedInputMilli)] : []),
    line("output", receipt.outputTokens, receipt.outputMilli),
  ];
  const exactMilli = lines.reduce((sum, { amountMilli }) => sum + amountMilli, 0);
  return {
    lines,
    planTokens: receipt.planTokens,
    roundedUpMilli: receipt.planTokens * 1000 - exactMilli,
    paidTokens: receipt.planTokens - receipt.shortfallTokens,
    shortfallTokens: receipt.shortfallTokens,
  };
}

/** "24,336", "494.8": thousandths as plan tokens, every digit, without idle zeros. */
export function formatMilli(milli: number): string {
  const whole = formatCount(Math.floor(milli / 1000));
  const fraction = String(milli % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
