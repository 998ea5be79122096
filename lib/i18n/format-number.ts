const MINUS = "\u2212";
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** Every digit, grouped by three, in both languages: receipts, ledgers and counts. */
export function formatCount(count: number): string {
  return count < 0 ? MINUS + grouped.format(-count) : grouped.format(count);
}

/** Tenths of a percent of `part` in `whole`, rounded half away from zero. */
function permille(part: number, whole: number): number {
  const size = Math.floor((Math.abs(part) * 2000 + whole) / (2 * whole));
  return part < 0 ? -size : size;
}

/** "45.9%", "100%"; a share of nothing is "0%". */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return "0%";
  const tenths = permille(part, whole);
  return `${tenths < 0 ? MINUS : ""}${Math.abs(tenths) / 10}%`;
}

/** "+21.6%", "−5.0%", "0.0%"; null where there was nothing before, for which no percentage is true. */
export function formatChange(now: number, before: number): string | null {
  if (before <= 0) return null;
  const tenths = permille(now - before, before);
  if (tenths === 0) return "0.0%";
  return `${tenths > 0 ? "+" : MINUS}${(Math.abs(tenths) / 10).toFixed(1)}%`;
}

/** What a weight counts, and how many decimals a column of such weights has at least. Cached input costs tenths of input. */
const WEIGHT_PLACES = { input: 1, cached: 2, output: 1 } as const;
export type WeightKind = keyof typeof WEIGHT_PLACES;

/**
 * A weight in thousandths as the tariff prints it: "2.0", "1.5", "0.125". In a column, `kind` lets decimals line up
 * ("0.5" over "1.6", cached "0.10" over "0.40"); a weight that stands alone keeps two below one. No digit is ever lost.
 */
export function formatWeight(milli: number, kind?: WeightKind): string {
  const places = kind ? WEIGHT_PLACES[kind] : milli < 1000 ? 2 : 1;
  const whole = Math.floor(milli / 1000);
  const fraction = String(milli % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "")
    .padEnd(places, "0");
  return `${grouped.format(whole)}.${fraction}`;
}
