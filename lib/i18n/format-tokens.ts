import type { Locale } from "./locale";

/**
 * What is left and what it can do round down, what is needed rounds up: a reader is never shown more than there is.
 * "nearest" is for measures such as a daily mean.
 */
export type TokenRounding = "down" | "up" | "nearest";

/**
 * `figure`: the one big number of a screen. `list`: rows and sentences. `rate`: a daily mean. `axis`: chart ticks.
 * `content`: what a purchase holds. `name`: the same inside a product name, ungrouped.
 */
export type TokenStyle = "figure" | "list" | "rate" | "axis" | "content" | "name";

/** A Chinese unit stands apart because large figures set it smaller; an English letter belongs to its number. */
export type TokenParts = { readonly number: string; readonly unit: string };

type Unit = { readonly size: number; readonly text: string };
type FormatOptions = { readonly style?: TokenStyle; readonly rounding?: TokenRounding };

const MINUS = "\u2212";
const UNITS: Readonly<Record<Locale, readonly Unit[]>> = {
  "zh-CN": [
    { size: 100_000_000, text: "亿" },
    { size: 10_000, text: "万" },
  ],
  en: [
    { size: 1_000_000_000, text: "B" },
    { size: 1_000_000, text: "M" },
    { size: 1_000, text: "K" },
  ],
};
/** Five units of 250K are 1.25M, which one decimal would make 1.2M. */
const EXACT_STYLES: readonly TokenStyle[] = ["axis", "content", "name"];
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

function decimals(style: TokenStyle, unit: Unit, tokens: number): number {
  if (EXACT_STYLES.includes(style)) return 2;
  if (style === "figure" && unit.text === "万") return 0;
  // An English mean below ten units keeps two decimals: 1.78M says about as much as 177.9万.
  return style === "rate" && unit.size !== 10_000 && tokens < 10 * unit.size ? 2 : 1;
}

function roundedInteger(value: number, rounding: TokenRounding): number {
  if (rounding === "down") return Math.floor(value);
  return rounding === "up" ? Math.ceil(value) : Math.round(value);
}

/** Splits before scaling, so that no product leaves the safe integers. */
function scale(tokens: number, unit: Unit, places: number, rounding: TokenRounding) {
  const factor = 10 ** places;
  const whole = Math.floor(tokens / unit.size);
  const fraction = roundedInteger(((tokens % unit.size) * factor) / unit.size, rounding);
  return fraction === factor ? { whole: whole + 1, fraction: 0 } : { whole, fraction };
}

function printScaled(scaled: { whole: number; fraction: number }, places: number, style: TokenStyle): string {
  const whole = style === "name" ? String(scaled.whole) : grouped.format(scaled.whole);
  const fraction = scaled.fraction === 0 ? "" : String(scaled.fraction).padStart(places, "0").replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function splitTokens(tokens: number, locale: Locale, options: FormatOptions): TokenParts {
  const { style = "list", rounding = "down" } = options;
  const sign = tokens < 0 ? MINUS : "";
  // Floor of a negative goes away from zero; rounding is about size, so it is done on the magnitude.
  const size = roundedInteger(Math.abs(tokens), rounding);
  const units = UNITS[locale];
  for (const [index, unit] of units.entries()) {
    if (size < unit.size) continue;
    const places = decimals(style, unit, size);
    const scaled = scale(size, unit, places, rounding);
    const larger = units[index - 1];
    // 9,999.99万 rounded up is 1亿, not 10,000万.
    if (larger && scaled.whole * unit.size >= larger.size) return { number: `${sign}1`, unit: larger.text };
    return { number: sign + printScaled(scaled, places, style), unit: unit.text };
  }
  return { number: sign + grouped.format(size), unit: "" };
}

export function formatTokenParts(tokens: number, locale: Locale, options: FormatOptions = {}): TokenParts {
  const { number, unit } = splitTokens(tokens, locale, options);
  return locale === "en" ? { number: number + unit, unit: "" } : { number, unit };
}

/** "1,839.9万", "18.3M": tokens in the units a reader of that language counts in. */
export function formatTokens(tokens: number, locale: Locale, options: FormatOptions = {}): string {
  const parts = formatTokenParts(tokens, locale, options);
  return parts.number + parts.unit;
}
