import type { TokenParts } from "@/lib/i18n/format-tokens";
import type { MeterSpan, MeterTone } from "./meter-spans";
import type { TokenMeter } from "./token-meter";

/** What the meter's components draw: words and positions, nothing left to decide. */

export type Align = "start" | "middle" | "end";

export type MeterSpanText = MeterSpan & {
  /** Ties a segment to its row. */
  readonly key: string;
  readonly text: string;
  readonly shortText: string;
};

/** Beside the lane where there is room before the run-out mark or the edge, else above it. */
export type CaptionText = { readonly text: string; readonly above: boolean };

export type MeterLaneText = {
  readonly key: string;
  readonly spans: readonly MeterSpanText[];
  readonly caption: {
    readonly no: number;
    readonly percent: number;
    readonly wide: CaptionText;
    readonly narrow: CaptionText;
  } | null;
};

export type MeterTickText = {
  readonly percent: number;
  readonly align: Align;
  readonly day: string;
  readonly no: number | null;
  readonly note: string | null;
  readonly shortNote: string | null;
  readonly strong: boolean;
  /** Plain dates are the first to go when the strip is narrow. */
  readonly onlyWide: boolean;
};

export type MeterRowText = {
  readonly key: string;
  readonly no: number | null;
  readonly tone: MeterTone;
  readonly scoped: boolean;
  readonly name: string;
  readonly scope: string | null;
  readonly left: string;
  readonly granted: string;
  readonly sharePercent: number;
  readonly share: string;
  readonly expires: string;
  readonly daysLeft: string | null;
  readonly unused: string | null;
  readonly urgent: boolean;
};

/** Everything the meter shows, in words and positions: JSON, so that it may be made on either side. */
export type TokenMeterText = {
  readonly state: TokenMeter["state"];
  readonly heading: string;
  readonly figure: TokenParts;
  readonly sentence: { readonly plain: string; readonly strong: string };
  readonly asOf: string | null;
  readonly stripLabel: string;
  readonly flag: { readonly percent: number; readonly align: Align; readonly text: string } | null;
  readonly lanes: readonly MeterLaneText[];
  readonly segments: readonly MeterSpanText[];
  readonly ghost: { readonly percent: number; readonly text: string } | null;
  readonly ticks: readonly MeterTickText[];
  readonly rows: readonly MeterRowText[];
};
