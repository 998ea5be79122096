import type { Locale } from "@/lib/i18n/locale";

export type BucketSource = "plan" | "pack" | "payg" | "bundle" | "trial" | "goodwill";

/** One grant as screens see it: JSON only, so that it crosses to the browser unchanged. */
export type BucketView = {
  readonly id: string;
  readonly source: BucketSource;
  readonly name: Readonly<Record<Locale, string>>;
  readonly grantedTokens: number;
  /** Not consumed yet; what running requests hold is included. */
  readonly leftTokens: number;
  readonly heldTokens: number;
  /** Model codes or patterns such as "hunyuan-*"; empty means every model. */
  readonly modelScope: readonly string[];
  readonly free: boolean;
  readonly startsAt: string;
  /** Exclusive. */
  readonly expiresAt: string;
  readonly createdAt: string;
};

/** What the order depends on, so that the server can sort its own records with the same rule. */
export type BurnDownFacts = {
  readonly id: string;
  readonly modelScope: readonly string[];
  readonly free: boolean;
  /** Milliseconds, or ISO instants of one form: anything whose own order is time's order. */
  readonly expiresAt: string | number;
  readonly createdAt: string | number;
};

/** Whether a bucket limited to `scope` may pay for a model. "hunyuan-*" covers every code that starts with "hunyuan-". */
export function scopeCovers(scope: readonly string[], modelCode: string): boolean {
  if (scope.length === 0) return true;
  return scope.some((pattern) =>
    pattern.endsWith("*") ? modelCode.startsWith(pattern.slice(0, -1)) : pattern === modelCode,
  );
}

/** One text per set of models, whatever the order its patterns came in. */
export function scopeKey(scope: readonly string[]): string {
  return [...scope].sort().join(" ");
}

/**
 * How wide a scope is, for comparison only: exact codes are narrower than a pattern, a longer prefix narrower
 * than a shorter one, fewer entries narrower than more, and no limit is widest.
 */
function scopeWidth(scope: readonly string[]): number {
  if (scope.length === 0) return Number.POSITIVE_INFINITY;
  // A code names one model; a prefix of n letters counts for more the shorter it is. 200 is longer than any code.
  return scope.reduce((width, pattern) => width + (pattern.endsWith("*") ? 1000 + 200 - pattern.length : 1), 0);
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Burn-down order: soonest expiry; then narrower scope; then free before paid; then oldest. The id only makes it total. */
export function compareBurnDown(a: BurnDownFacts, b: BurnDownFacts): number {
  return (
    compare(a.expiresAt, b.expiresAt) ||
    compare(scopeWidth(a.modelScope), scopeWidth(b.modelScope)) ||
    compare(a.free ? 0 : 1, b.free ? 0 : 1) ||
    compare(a.createdAt, b.createdAt) ||
    compare(a.id, b.id)
  );
}
