import { type BucketSource, type BucketView, scopeKey } from "./bucket";
import type { BurnDownForecast } from "./forecast-burn-down";

/** Where buckets stand on the token meter's strip: lanes for limited buckets above, the others one after another. */

const DAY_MS = 86_400_000;
export const MOST_BUCKETS_SHOWN = 5;
const TEXT_FROM_PERCENT = 14;

export type MeterTone = 1 | 2 | 3 | 4;

export type MeterSpan = {
  /** Place in burn-down order from 1; null for the merged rest. */
  readonly no: number | null;
  readonly source: BucketSource | null;
  readonly tone: MeterTone;
  readonly leftTokens: number;
  readonly leftPercent: number;
  readonly widthPercent: number;
  /** The part of the width, at its right end, that stands for tokens expiring unused. */
  readonly unusedPercent: number;
  readonly showText: boolean;
};

export type MeterLane = {
  readonly modelScope: readonly string[];
  readonly spans: readonly MeterSpan[];
  readonly endPercent: number;
  readonly unusedTokens: number;
};

export type MeterRow = {
  readonly no: number;
  readonly tone: MeterTone;
  readonly bucket: BucketView;
  /** Null while there is no forecast. */
  readonly unusedTokens: number | null;
};

type Placed = { startPercent: number; endPercent: number; unusedShare: number };
export type Place = (bucket: BucketView) => Placed;

/** By time: from when a bucket starts to be used until it is used up or expires. */
export function placeByTime(forecast: BurnDownForecast, nowMs: number, days: number): Place {
  const percent = (atMs: number) => Math.min(100, Math.max(0, ((atMs - nowMs) / DAY_MS / days) * 100));
  return (bucket) => {
    const part = forecast.buckets.get(bucket.id);
    if (!part) return { startPercent: 0, endPercent: 0, unusedShare: 0 };
    const unusedShare = part.unusedTokens / bucket.leftTokens;
    return { startPercent: percent(part.startMs ?? nowMs), endPercent: percent(part.endMs), unusedShare };
  };
}

function totalLeft(buckets: readonly BucketView[]): number {
  return buckets.reduce((sum, bucket) => sum + bucket.leftTokens, 0);
}

/** Without a rate: by tokens alone, lanes and the main strip to one scale. */
export function placeByTokens(open: readonly BucketView[]): Place {
  const groups = [true, false].map((scoped) => open.filter((bucket) => bucket.modelScope.length > 0 === scoped));
  const scale = Math.max(...groups.map(totalLeft));
  const places = new Map<string, Placed>();
  for (const group of groups) {
    let before = 0;
    for (const bucket of group) {
      const startPercent = (before / scale) * 100;
      before += bucket.leftTokens;
      places.set(bucket.id, { startPercent, endPercent: (before / scale) * 100, unusedShare: 0 });
    }
  }
  return (bucket) => places.get(bucket.id) ?? { startPercent: 0, endPercent: 0, unusedShare: 0 };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

function toSpan(row: MeterRow, placed: Placed): MeterSpan {
  const width = placed.endPercent - placed.startPercent;
  return {
    no: row.no,
    source: row.bucket.source,
    tone: row.tone,
    leftTokens: row.bucket.leftTokens,
    leftPercent: round2(placed.startPercent),
    widthPercent: round2(width),
    unusedPercent: round2(width * placed.unusedShare),
    showText: width >= TEXT_FROM_PERCENT,
  };
}

function toneAt(index: number): MeterTone {
  const tones = [1, 2, 3] as const;
  return tones[index] ?? 4;
}

export function toRows(
  open: readonly BucketView[],
  forecast: BurnDownForecast | null,
  canForecastScopes: boolean,
): MeterRow[] {
  let general = 0;
  return open.slice(0, MOST_BUCKETS_SHOWN).map((bucket, index) => {
    const scoped = bucket.modelScope.length > 0;
    const known = !scoped || canForecastScopes ? forecast?.buckets.get(bucket.id) : undefined;
    return { no: index + 1, tone: scoped ? 1 : toneAt(general++), bucket, unusedTokens: known?.unusedTokens ?? null };
  });
}

/** Buckets limited to the same models burn one after another, so they share a lane. */
export function toLanes(rows: readonly MeterRow[], place: Place): MeterLane[] {
  const byScope = new Map<string, MeterRow[]>();
  for (const row of rows) {
    if (row.bucket.modelScope.length === 0) continue;
    const key = scopeKey(row.bucket.modelScope);
    byScope.set(key, [...(byScope.get(key) ?? []), row]);
  }
  return [...byScope.values()].map((group) => {
    const spans = group.map((row) => {
      const placed = place(row.bucket);
      return toSpan(row, row.unusedTokens === null ? { ...placed, unusedShare: 0 } : placed);
    });
    return {
      modelScope: group[0]?.bucket.modelScope ?? [],
      spans: spans.filter((span) => span.widthPercent > 0),
      endPercent: Math.max(...spans.map((span) => round2(span.leftPercent + span.widthPercent))),
      unusedTokens: group.reduce((sum, row) => sum + (row.unusedTokens ?? 0), 0),
    };
  });
}

export function toSegments(rows: readonly MeterRow[], merged: readonly BucketView[], place: Place): MeterSpan[] {
  const spans = rows.filter((row) => row.bucket.modelScope.length === 0).map((row) => toSpan(row, place(row.bucket)));
  const general = merged.filter((bucket) => bucket.modelScope.length === 0);
  if (general.length > 0) {
    const places = general.map(place);
    const start = Math.min(...places.map((placed) => placed.startPercent));
    const width = Math.max(...places.map((placed) => placed.endPercent)) - start;
    spans.push({
      no: null,
      source: null,
      tone: 4,
      leftTokens: totalLeft(general),
      leftPercent: round2(start),
      widthPercent: round2(width),
      unusedPercent: round2(
        places.reduce((sum, placed) => sum + (placed.endPercent - placed.startPercent) * placed.unusedShare, 0),
      ),
      showText: width >= TEXT_FROM_PERCENT,
    });
  }
  return spans.filter((span) => span.widthPercent > 0);
}
