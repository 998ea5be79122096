/** A value moved by some steps and kept within its bounds. */
export function steppedValue(value: number, by: number, min: number, max: number): number {
  return Math.min(Math.max(Math.trunc(value) + by, min), max);
}
