import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { poolSql, queryRows } from "@/lib/db/sql";

/**
 * The cell rule (architecture.md, "Scale-out"): every table that grows with accounts has `cell` first in its primary key,
 * and inside every unique constraint and every foreign key to another such table. What is excepted says so in its model's
 * comment: "Reference table" (copied to every node) or "Local to one database".
 */
const SCHEMA = path.join(import.meta.dirname, "../../prisma/schema");
const NOT_OURS = new Set(["_prisma_migrations"]);

function exceptedTables(): Set<string> {
  const found = new Set<string>();
  for (const file of readdirSync(SCHEMA)) {
    const text = readFileSync(path.join(SCHEMA, file), "utf8");
    for (const [, comment = "", body = ""] of text.matchAll(/((?:^\/\/\/.*\n)+)model \w+ \{([\s\S]*?)^\}/gm)) {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
      if (table && /Reference table|Local to one database/.test(comment)) found.add(table);
    }
  }
  return found;
}

const Key = z.object({
  table_name: z.string(),
  kind: z.enum(["p", "u", "i", "f"]),
  columns: z.array(z.string()),
  target: z.string().nullable(),
});

const KEYS = `
  SELECT c.conrelid::regclass::text AS table_name, c.contype::text AS kind,
         array(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum ORDER BY k.n) AS columns,
         CASE WHEN c.contype = 'f' THEN c.confrelid::regclass::text END AS target
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
   WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'u', 'f') AND NOT t.relispartition
  UNION ALL
  SELECT i.indrelid::regclass::text, 'i',
         array(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, n) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum ORDER BY k.n), NULL
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
   WHERE t.relnamespace = 'public'::regnamespace AND i.indisunique AND NOT i.indisprimary AND NOT t.relispartition`;

describe("every table", () => {
  test("follows the cell rule or says why not", async () => {
    const excepted = exceptedTables();
    const keys = await queryRows(poolSql, Key, KEYS);
    const tables = new Set(keys.map((key) => key.table_name).filter((name) => !NOT_OURS.has(name)));
    expect(tables.size).toBeGreaterThan(30);
    const broken = keys
      .filter((key) => tables.has(key.table_name) && !excepted.has(key.table_name))
      .filter(({ kind, columns, target }) => {
        if (kind === "p") return columns[0] !== "cell";
        if (kind === "f") return target !== null && !excepted.has(target) && columns[0] !== "cell";
        return !columns.includes("cell");
      });
    expect(broken).toEqual([]);
  });

  test("that is excepted has no cell column", async () => {
    const rows = await queryRows(
      poolSql,
      z.object({ table_name: z.string() }),
      "SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'cell'",
    );
    const excepted = exceptedTables();
    expect(rows.map((row) => row.table_name).filter((name) => excepted.has(name))).toEqual([]);
  });
});
