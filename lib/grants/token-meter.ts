import { monthlyAnniversary, shanghaiDay, startOfShanghaiDay, toInstant } from "@/lib/time/calendar";
import { type BucketView, compareBurnDown } from "./bucket";
import { type BurnDownForecast, type Demand, forecastBurnDown } from "./forecast-burn-down";
import {
  MOST_BUCKETS_SHOWN,
  type MeterLane,
  type MeterRow,
  type MeterSpan,
  placeByTime,
  placeByTokens,
  toLanes,
  toRows,
  toSegments,
} from "./meter-spans";
import { type MeterTick, chooseTicks } from "./meter-ticks";

/**
 * The token meter: one strip whose left edge is now and whose length is tokens and days at once.
 * Positions are percentages of the strip; the describing step gives words, the component draws.
 */

const DAY_MS = 86_400_000;
/** A mean of fewer days says more about the weekday than about the customer. */
const MIN_DAYS_OF_DATA = 3;
const STRIP_DAYS = [7, 10, 14, 21, 31, 45, 62, 93, 124, 186, 279, 366, 548, 731] as const;
/** The run-out stands in the left four fifths, so that what a renewal adds has room. */
const RUN_OUT_SHARE = 0.8;

export type TokenMeter = {
  readonly now: string;
  /** `learning`: too few days of data. `idle`: enough days, but nothing used. Both draw tokens without a time axis. */
  readonly state: "zero" | "learning" | "idle" | "forecast";
  readonly totalLeftTokens: number;
  readonly ratePerDayTokens: number | null;
  readonly daysOfData: number;
  readonly lanes: readonly MeterLane[];
  readonly segments: readonly MeterSpan[];
  readonly rows: readonly MeterRow[];
  readonly rest: {
    readonly count: number;
    readonly leftTokens: number;
    readonly grantedTokens: number;
    readonly lastExpiresAt: string;
  } | null;
  readonly runOut: { readonly at: string; readonly cause: "used" | "expired"; readonly percent: number } | null;
  readonly renewal: {
    readonly at: string;
    readonly tokens: number;
    readonly ghostPercent: number | null;
    readonly lastsUntil: string | null;
  } | null;
  readonly ticks: readonly MeterTick[];
};

export type TokenMeterInput = {
  readonly buckets: readonly BucketView[];
  /** Mean of the last 14 whole days. */
  readonly ratePerDayTokens: number | null;
  readonly daysOfData: number;
  /** The same mean by model, without which buckets limited to some models cannot be forecast. */
  readonly modelRates?: readonly { readonly modelCode: string; readonly tokensPerDay: number }[];
  readonly now: Date;
  readonly renewal?: { readonly at: string; readonly tokens: number };
};

function ms(iso: string): number {
  return toInstant(iso).getTime();
}

function toForecastBucket(bucket: BucketView) {
  const { id, modelScope, leftTokens } = bucket;
  return { id, modelScope, leftTokens, startsAtMs: ms(bucket.startsAt), expiresAtMs: ms(bucket.expiresAt) };
}

function demandsOf(input: TokenMeterInput, rate: number): Demand[] {
  const byModel = input.modelRates ?? [];
  const known = byModel.reduce((sum, model) => sum + model.tokensPerDay, 0);
  return [...byModel, { modelCode: null, tokensPerDay: Math.max(0, rate - known) }];
}

/** A renewed period ends at its own monthly anniversary. */
function withRenewal(input: TokenMeterInput, open: readonly BucketView[]): BucketView[] {
  const { renewal } = input;
  if (!renewal) return [...open];
  const day = shanghaiDay(toInstant(renewal.at));
  const renewed: BucketView = {
    id: "renewal",
    source: "plan",
    name: { "zh-CN": "", en: "" },
    grantedTokens: renewal.tokens,
    leftTokens: renewal.tokens,
    heldTokens: 0,
    modelScope: [],
    free: false,
    startsAt: renewal.at,
    expiresAt: startOfShanghaiDay(monthlyAnniversary(day, day)).toISOString(),
    createdAt: renewal.at,
  };
  return [...open, renewed].sort(compareBurnDown);
}

function stripDays(input: TokenMeterInput, runOutMs: number): number {
  const nowMs = input.now.getTime();
  const needed = (runOutMs - nowMs) / DAY_MS / RUN_OUT_SHARE;
  // A renewal within the month belongs on the axis even when the tokens end long before it.
  const renewalDays = input.renewal ? (ms(input.renewal.at) - nowMs) / DAY_MS + 3 : 0;
  const wanted = Math.max(needed, renewalDays <= 35 ? renewalDays : 0);
  return STRIP_DAYS.find((days) => days >= wanted) ?? Math.ceil(wanted);
}

function summariseRest(merged: readonly BucketView[]): TokenMeter["rest"] {
  const last = merged.at(-1);
  if (!last) return null;
  return {
    count: merged.length,
    leftTokens: merged.reduce((sum, bucket) => sum + bucket.leftTokens, 0),
    grantedTokens: merged.reduce((sum, bucket) => sum + bucket.grantedTokens, 0),
    lastExpiresAt: last.expiresAt,
  };
}

export function prepareTokenMeter(input: TokenMeterInput): TokenMeter {
  const nowMs = input.now.getTime();
  const now = input.now.toISOString();
  const open = input.buckets
    .filter((bucket) => bucket.leftTokens > 0 && ms(bucket.startsAt) <= nowMs && nowMs < ms(bucket.expiresAt))
    .sort(compareBurnDown);
  const rate = input.daysOfData < MIN_DAYS_OF_DATA ? null : input.ratePerDayTokens;
  const forecast =
    rate !== null && rate > 0 ? forecastBurnDown(open.map(toForecastBucket), demandsOf(input, rate), nowMs) : null;
  const rows = toRows(open, forecast, input.modelRates !== undefined);
  const merged = open.slice(MOST_BUCKETS_SHOWN);
  const base = {
    now,
    totalLeftTokens: open.reduce((sum, bucket) => sum + bucket.leftTokens, 0),
    ratePerDayTokens: rate,
    daysOfData: input.daysOfData,
    rows,
    rest: summariseRest(merged),
  };
  const plainRenewal = input.renewal ? { ...input.renewal, ghostPercent: null, lastsUntil: null } : null;
  if (open.length === 0 || !forecast?.runOut) {
    const place = placeByTokens(open);
    const state = open.length === 0 ? "zero" : rate === null ? "learning" : "idle";
    return {
      ...base,
      state,
      lanes: toLanes(rows, place),
      segments: toSegments(rows, merged, place),
      runOut: null,
      renewal: plainRenewal,
      ticks: [],
    };
  }
  return { ...base, state: "forecast", ...drawForecast(input, open, rows, forecast, forecast.runOut) };
}

/** The strip by time: lanes, segments, the run-out mark, what a renewal adds, and the axis. */
function drawForecast(
  input: TokenMeterInput,
  open: readonly BucketView[],
  rows: readonly MeterRow[],
  forecast: BurnDownForecast,
  runOut: NonNullable<BurnDownForecast["runOut"]>,
) {
  const nowMs = input.now.getTime();
  // Only limited buckets: use of other models finds nothing from the start, and the strip ends with the lanes.
  const onlyScoped = open.every((bucket) => bucket.modelScope.length > 0);
  const endMs = onlyScoped ? Math.max(...[...forecast.buckets.values()].map((part) => part.endMs)) : runOut.atMs;
  const days = stripDays(input, endMs);
  const place = placeByTime(forecast, nowMs, days);
  const percentOf = (atMs: number) => Math.round(((atMs - nowMs) / DAY_MS / days) * 10_000) / 100;
  const lanes = toLanes(rows, place);
  const renewal = addRenewal(input, open, runOut.atMs, percentOf);
  return {
    lanes,
    segments: toSegments(rows, open.slice(MOST_BUCKETS_SHOWN), place),
    runOut: onlyScoped
      ? null
      : { at: toInstant(runOut.atMs).toISOString(), cause: runOut.cause, percent: percentOf(runOut.atMs) },
    renewal,
    ticks: chooseTicks({
      now: input.now,
      days,
      expiries: rows
        .filter((row) => (row.unusedTokens ?? 0) > 0)
        .map((row) => ({ at: row.bucket.expiresAt, no: row.no })),
      renewalAt: input.renewal?.at ?? null,
    }),
  };
}

function addRenewal(
  input: TokenMeterInput,
  open: readonly BucketView[],
  runOutMs: number,
  percentOf: (atMs: number) => number,
): TokenMeter["renewal"] {
  const { renewal } = input;
  if (!renewal) return null;
  const rate = input.ratePerDayTokens ?? 0;
  const more = forecastBurnDown(
    withRenewal(input, open).map(toForecastBucket),
    demandsOf(input, rate),
    input.now.getTime(),
  );
  // A renewal that comes after the run-out leaves a gap; the dashed part then starts at its date.
  const startMs = Math.max(runOutMs, ms(renewal.at));
  const renewed = more.buckets.get("renewal");
  const untilMs = Math.max(more.runOut?.atMs ?? 0, renewed?.startMs ? renewed.endMs : 0);
  if (untilMs <= runOutMs || percentOf(startMs) >= 100) return { ...renewal, ghostPercent: null, lastsUntil: null };
  return { ...renewal, ghostPercent: percentOf(startMs), lastsUntil: toInstant(untilMs).toISOString() };
}
