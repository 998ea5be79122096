import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";

type CopyValue = string | number | bigint | boolean | null;
export type CopyRow = readonly CopyValue[];

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Rows in the text format of PostgreSQL's COPY: tabs between columns, a line per row, `\N` for null. In pieces, so that the
 * database works on the first while the next is written.
 */
export function* copyText(rows: Iterable<CopyRow>): Generator<string> {
  let text = "";
  for (const row of rows) {
    let isFirst = true;
    for (const value of row) {
      text += isFirst ? fieldOf(value) : `\t${fieldOf(value)}`;
      isFirst = false;
    }
    text += "\n";
    if (text.length < CHUNK_CHARACTERS) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

function fieldOf(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value !== "string") return String(value);
  if (!NEEDS_ESCAPE.test(value)) return value;
  return value.replaceAll(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

/** Appends rows to a table. Throws what the database says: a COPY that fails inserts nothing. */
export async function copyRowsInto(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<CopyRow>,
): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(copyText(rows), stream);
}
