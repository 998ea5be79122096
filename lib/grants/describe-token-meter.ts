import { formatShare } from "@/lib/i18n/format-number";
import { daysLeft, formatDay, formatInstant, lastUsableDay } from "@/lib/i18n/format-time";
import { formatTokenParts, formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { BucketSource } from "./bucket";
import type { MeterLane, MeterRow, MeterSpan } from "./meter-spans";
import type {
  CaptionText,
  MeterLaneText,
  MeterRowText,
  MeterSpanText,
  MeterTickText,
  TokenMeterText,
  Align,
} from "./meter-text";
import type { MeterTick } from "./meter-ticks";
import type { TokenMeter } from "./token-meter";

/** The mean behind the forecast; fewer days are named as what they are. */
const RATE_DAYS = 14;
const NEAR_EXPIRY_DAYS = 7;
/** The strip's widths, in pixels, for which captions are placed: the narrowest desk and the usual phone. */
const WIDE_STRIP = 785;
const NARROW_STRIP = 326;
/** Around a caption's text: its distance from the lane, its number, and some air. */
const CAPTION_FRAME = 40;

type PlainKey =
  | "heading"
  | "rate"
  | "runOut"
  | "allExpire"
  | "flag"
  | "flagExpire"
  | "renewed"
  | "learning"
  | "idle"
  | "limitedOnly"
  | "zero"
  | "strip"
  | "laneUnused"
  | "laneUnusedShort"
  | "today"
  | "tickExpiry"
  | "tickRenewal"
  | "tickRenewalShort"
  | "period"
  | "expires"
  | "daysLeft"
  | "rowUnused"
  | "share"
  | "rest"
  | "restExpires"
  | "asOf";

/** The translator of the `meter` messages, whichever side it comes from. */
export type MeterTranslate = (
  key: PlainKey | `source.${BucketSource}`,
  values?: Record<string, string | number>,
) => string;

export type DescribeMeterOptions = {
  readonly locale: Locale;
  readonly t: MeterTranslate;
  /** "仅混元模型", "Hunyuan only". */
  readonly scopeLabel: (modelScope: readonly string[]) => string;
  /** Set when the figures are known to be late: the instant until which they hold. */
  readonly asOf?: string;
};

type Context = DescribeMeterOptions & { readonly now: string };

const REST_KEY = "rest";

function alignAt(percent: number): Align {
  if (percent < 9) return "start";
  return percent > 91 ? "end" : "middle";
}

function describeSpan(span: MeterSpan, { locale, t }: Context, restCount: number): MeterSpanText {
  const name = span.source === null ? t("rest", { count: restCount }) : t(`source.${span.source}`);
  return {
    ...span,
    key: span.no === null ? REST_KEY : String(span.no),
    text: `${name} · ${formatTokens(span.leftTokens, locale)}`,
    shortText: formatTokens(span.leftTokens, locale, { style: "figure" }),
  };
}

/** A caption's width at 12 px: Chinese characters are square, others about half as wide. */
function captionPixels(text: string): number {
  return [...text].reduce((pixels, char) => pixels + (char > "\u2e7f" ? 12 : 6.6), CAPTION_FRAME);
}

function describeLane(lane: MeterLane, runOutPercent: number | null, context: Context): MeterLaneText {
  const spans = lane.spans.map((span) => describeSpan(span, context, 0));
  const key = spans[0]?.key ?? "";
  const no = lane.spans[0]?.no ?? null;
  if (no === null) return { key, spans, caption: null };
  const scope = context.scopeLabel(lane.modelScope);
  const tokens = formatTokens(lane.unusedTokens, context.locale);
  const lost = lane.unusedTokens > 0;
  const edge = runOutPercent !== null && runOutPercent > lane.endPercent ? runOutPercent : 100;
  const place = (text: string, strip: number): CaptionText => ({
    text,
    above: lane.endPercent + (captionPixels(text) / strip) * 100 > edge,
  });
  return {
    key,
    spans,
    caption: {
      no,
      percent: lane.endPercent,
      wide: place(lost ? context.t("laneUnused", { scope, tokens }) : scope, WIDE_STRIP),
      narrow: place(lost ? context.t("laneUnusedShort", { tokens }) : scope, NARROW_STRIP),
    },
  };
}

function describeTick(tick: MeterTick, meter: TokenMeter, { locale, t, now }: Context): MeterTickText {
  const day = tick.kind === "today" ? t("today") : formatDay(tick.day, locale, now);
  const tokens = formatTokens(meter.renewal?.tokens ?? 0, locale, { style: "content" });
  const notes = {
    today: [null, null],
    day: [null, null],
    expiry: [t("tickExpiry"), null],
    renewal: [t("tickRenewal", { tokens }), t("tickRenewalShort")],
  } as const;
  const [note, shortNote] = notes[tick.kind];
  return {
    percent: tick.percent,
    // The axis begins at now: its first label hangs from the left edge.
    align: tick.kind === "today" ? "start" : "middle",
    day,
    no: tick.no,
    note,
    shortNote,
    strong: tick.kind !== "day",
    onlyWide: tick.onlyWide,
  };
}

function describeRow(row: MeterRow, { locale, t, now, scopeLabel }: Context): MeterRowText {
  const { bucket } = row;
  const scoped = bucket.modelScope.length > 0;
  const left = daysLeft(bucket.expiresAt, now);
  const name = bucket.name[locale];
  const unused = row.unusedTokens ?? 0;
  return {
    key: String(row.no),
    no: row.no,
    tone: row.tone,
    scoped,
    name: bucket.source === "plan" ? t("period", { name, day: formatDay(bucket.startsAt, locale, now) }) : name,
    scope: scoped ? scopeLabel(bucket.modelScope) : null,
    left: formatTokens(bucket.leftTokens, locale),
    granted: formatTokens(bucket.grantedTokens, locale),
    ...describeShare(bucket.leftTokens, bucket.grantedTokens, t),
    expires: t("expires", { day: formatDay(lastUsableDay(bucket.expiresAt), locale, now) }),
    daysLeft: t("daysLeft", { days: left }),
    // A limited bucket's loss stands beside its lane already.
    unused: unused > 0 && !scoped ? t("rowUnused", { tokens: formatTokens(unused, locale) }) : null,
    urgent: unused > 0 || left <= NEAR_EXPIRY_DAYS,
  };
}

function describeShare(leftTokens: number, grantedTokens: number, t: MeterTranslate) {
  const sharePercent = Math.min(100, Math.floor((leftTokens / Math.max(1, grantedTokens)) * 1000) / 10);
  return { sharePercent, share: t("share", { percent: formatShare(Math.floor(sharePercent), 100) }) };
}

function describeRest(rest: NonNullable<TokenMeter["rest"]>, { locale, t, now }: Context): MeterRowText {
  const day = formatDay(lastUsableDay(rest.lastExpiresAt), locale, now);
  return {
    key: REST_KEY,
    no: null,
    tone: 4,
    scoped: false,
    name: t("rest", { count: rest.count }),
    scope: null,
    left: formatTokens(rest.leftTokens, locale),
    granted: formatTokens(rest.grantedTokens, locale),
    ...describeShare(rest.leftTokens, rest.grantedTokens, t),
    expires: t("restExpires", { day }),
    daysLeft: null,
    unused: null,
    urgent: false,
  };
}

function describeSentence(meter: TokenMeter, context: Context): TokenMeterText["sentence"] {
  const { locale, t } = context;
  const days = Math.min(RATE_DAYS, meter.daysOfData);
  if (meter.state === "zero") return { plain: t("zero"), strong: "" };
  if (meter.state === "learning") return { plain: t("learning"), strong: "" };
  if (meter.state === "idle") return { plain: t("idle", { days }), strong: "" };
  const tokens = formatTokens(meter.ratePerDayTokens ?? 0, locale, { style: "rate", rounding: "nearest" });
  return {
    plain: t("rate", { days, tokens }),
    strong: meter.runOut ? describeRunOut(meter.runOut, "sentence", context) : t("limitedOnly"),
  };
}

type RunOut = NonNullable<TokenMeter["runOut"]>;

/** In a sentence, or on the flag over the strip. */
function describeRunOut(runOut: RunOut, place: "sentence" | "flag", { locale, t, now }: Context): string {
  const used = runOut.cause === "used";
  const day = formatDay(used ? runOut.at : lastUsableDay(runOut.at), locale, now);
  if (place === "flag") return t(used ? "flag" : "flagExpire", { day });
  return t(used ? "runOut" : "allExpire", { day });
}

export function describeTokenMeter(meter: TokenMeter, options: DescribeMeterOptions): TokenMeterText {
  const { locale, t, asOf } = options;
  const context: Context = { ...options, now: meter.now };
  const { runOut, renewal, rest } = meter;
  return {
    state: meter.state,
    heading: t("heading"),
    figure: formatTokenParts(meter.totalLeftTokens, locale, { style: "figure" }),
    sentence: describeSentence(meter, context),
    asOf: asOf ? t("asOf", { instant: formatInstant(asOf, locale, meter.now) }) : null,
    stripLabel: t("strip"),
    flag: runOut && {
      percent: runOut.percent,
      align: alignAt(runOut.percent),
      text: describeRunOut(runOut, "flag", context),
    },
    lanes: meter.lanes.map((lane) => describeLane(lane, runOut?.percent ?? null, context)),
    segments: meter.segments.map((span) => describeSpan(span, context, rest?.count ?? 0)),
    ghost:
      renewal?.lastsUntil && renewal.ghostPercent !== null
        ? {
            percent: renewal.ghostPercent,
            text: t("renewed", { day: formatDay(renewal.lastsUntil, locale, meter.now) }),
          }
        : null,
    ticks: meter.ticks.map((tick) => describeTick(tick, meter, context)),
    rows: [...meter.rows.map((row) => describeRow(row, context)), ...(rest ? [describeRest(rest, context)] : [])],
  };
}
