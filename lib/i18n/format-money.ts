/** Amounts arrive in fen, costs in micro-yuan; text is made here and nowhere earlier. Yuan reads the same in both languages. */

const MINUS = "\u2212";
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** "exact" for orders and books (¥29.90), "card" for price tags (¥29.9). */
export type MoneyStyle = "exact" | "card";

function printFixed(units: number, places: number): string {
  const size = Math.abs(units);
  const factor = 10 ** places;
  const fraction = String(size % factor).padStart(places, "0");
  return `${grouped.format(Math.floor(size / factor))}.${fraction}`;
}

function withSign(units: number, digits: string): string {
  return `${units < 0 ? MINUS : ""}¥${digits}`;
}

export function formatYuan(fen: number, style: MoneyStyle = "exact"): string {
  const digits = printFixed(fen, 2);
  return withSign(fen, style === "card" ? digits.replace(/\.?0+$/, "") : digits);
}

/** A difference, signed both ways: "+¥10.00", "−¥9.34", "¥0.00". */
export function formatYuanChange(fen: number): string {
  return fen > 0 ? `+${formatYuan(fen)}` : formatYuan(fen);
}

/** Yuan per million tokens, rounded half up to a fen: 2,990 fen for 40 million is ¥0.75. */
export function formatUnitPrice(fen: number, tokens: number): string {
  if (tokens <= 0) throw new RangeError("a unit price needs tokens");
  const doubled = BigInt(fen) * 2_000_000n + BigInt(tokens);
  return formatYuan(Number(doubled / (2n * BigInt(tokens))));
}

/** An upstream cost with three decimals, from micro-yuan, rounded half up: ¥0.469. */
export function formatCost(microYuan: number): string {
  const milli = Math.floor((Math.abs(microYuan) + 500) / 1000);
  return withSign(milli === 0 ? 0 : microYuan, printFixed(milli, 3));
}
