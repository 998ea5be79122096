import type { Sql, SqlValue } from "@/lib/db/sql";

/** A statement that changes rows, and its values. */
export interface Change {
  text: string;
  values: readonly SqlValue[];
}

/**
 * Makes changes to different tables in one statement: all or none of them, and the database is asked once. They see the same
 * state of the tables, so no two may change the same one. Foreign keys and triggers look when all are made.
 */
export async function runTogether(sql: Sql, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const values: SqlValue[] = [];
  const parts = changes.map((change, index) => {
    const before = values.length;
    values.push(...change.values);
    const text = change.text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    return `change_${index} AS (${text})`;
  });
  await sql(`WITH ${parts.join(",\n")}\nSELECT`, values);
}
