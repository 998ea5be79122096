/**
 * The 64 cells (architecture.md, "Scale-out"). A cell is the unit of batching, and under Citus the distribution key. The
 * numbers are the smallest integers whose PostgreSQL hash (hashint4) falls into each of 64 equal ranges, so that cells
 * spread evenly over 64, 32, 16 … shards.
 */
export const CELLS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 18, 19, 21, 22, 24, 27, 28, 31, 36, 37, 39, 41, 43, 44, 45, 46, 48,
  50, 52, 55, 58, 59, 60, 62, 66, 70, 79, 80, 82, 83, 85, 88, 89, 92, 95, 96, 99, 101, 109, 112, 113, 136, 149, 166,
  168, 170, 172, 179, 351,
] as const;

/** FNV-1a, 32 bit: stable for ever, because rows are filed by it. */
function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}

/** The cell of a natural or surrogate key: an account id, a mobile number, a company code. */
export function cellOf(key: string): number {
  const cell = CELLS[stableHash(key) % CELLS.length];
  if (cell === undefined) throw new RangeError("no cell");
  return cell;
}

/** Two base-36 digits that stand for the cell inside keys, order numbers and cookies. */
export function cellText(cell: number): string {
  return cell.toString(36).padStart(2, "0");
}

/** Reads what cellText wrote; null for anything that is not one of the 64 cells. */
export function parseCellText(text: string): number | null {
  if (!/^[0-9a-z]{2}$/.test(text)) return null;
  const cell = Number.parseInt(text, 36);
  return CELLS.some((known) => known === cell) ? cell : null;
}
