/** Money in fen (1/100 yuan): a safe integer. */
export type Fen = number & { readonly __unit: "fen" };
/** Plan tokens: a safe integer. */
export type PlanTokens = number & { readonly __unit: "planTokens" };

function safeInteger(value: number | bigint, unit: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || (typeof value === "bigint" && BigInt(number) !== value)) {
    throw new RangeError(`${unit} outside the safe integers`);
  }
  return number;
}

/** Brands fen. Throws RangeError for fractions and beyond 2^53. */
export function toFen(value: number | bigint): Fen {
  return safeInteger(value, "fen") as Fen;
}

/** Brands plan tokens. Throws RangeError for fractions and beyond 2^53. */
export function toPlanTokens(value: number | bigint): PlanTokens {
  return safeInteger(value, "plan tokens") as PlanTokens;
}

/** The VAT inside a gross amount: gross − gross ÷ (1 + rate), rounded half up to the fen (china.md, "Fapiao"). */
export function vatInside(gross: Fen, rateBasisPoints: number): Fen {
  const numerator = BigInt(gross) * BigInt(rateBasisPoints);
  const denominator = BigInt(10_000 + rateBasisPoints);
  return toFen((2n * numerator + denominator) / (2n * denominator));
}

/** floor(total × part ÷ whole) without leaving the integers; what recognition of revenue uses. */
export function proRata(total: Fen, part: PlanTokens, whole: PlanTokens): Fen {
  if (whole <= 0 || part < 0 || part > whole) throw new RangeError("part outside the whole");
  return toFen((BigInt(total) * BigInt(part)) / BigInt(whole));
}
