import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dbPool } from "@/lib/db/client";
import { env } from "@/lib/env/env";
import { applyMigrations, MigrationHistoryError, MIGRATIONS_FOLDER } from "./apply-migrations";
import { diffSchemas } from "./diff-schemas";
import { readSchema } from "./read-schema";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "migrations-"));
  await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, "migration.sql"), sql);
}

describe("applyMigrations", () => {
  test("finds nothing to do in a database that is current", async () => {
    expect(await applyMigrations(env().DATABASE_URL, folder)).toEqual([]);
  });

  test("two at once: one applies, the other waits and finds nothing; function bodies stay whole", async () => {
    await addMigration(
      "29990101000000_function",
      "CREATE FUNCTION two() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;\nSELECT two();",
    );
    const both = await Promise.all([
      applyMigrations(env().DATABASE_URL, folder),
      applyMigrations(env().DATABASE_URL, folder),
    ]);
    expect(both.flat()).toEqual(["29990101000000_function"]);
    const { rows } = await dbPool().query("SELECT two() AS two");
    expect(rows).toEqual([{ two: 2 }]);

    await rm(path.join(folder, "29990101000000_function"), { recursive: true });
    await expect(applyMigrations(env().DATABASE_URL, folder)).rejects.toThrow(/does not know: 29990101000000_function/);
    await addMigration("29990101000000_function", "SELECT 1;");
    await expect(applyMigrations(env().DATABASE_URL, folder)).rejects.toThrow(/changed after it was applied/);
    await dbPool().query("DROP FUNCTION two()");
    await dbPool().query("DELETE FROM _prisma_migrations WHERE migration_name = '29990101000000_function'");
  });

  test("a refused migration is undone whole, names its line, and runs once it is mended", async () => {
    await addMigration("29990102000000_bad", "CREATE TABLE half (id integer);\nCREATE TABLE other (id intt);\n");
    const refusal = await applyMigrations(env().DATABASE_URL, folder).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MigrationHistoryError);
    expect(String(refusal)).toMatch(/29990102000000_bad was refused and undone: .*intt.*line 2/);
    const { rows } = await dbPool().query("SELECT to_regclass('half') AS half");
    expect(rows).toEqual([{ half: null }]);

    await addMigration("29990102000000_bad", "CREATE TABLE half (id integer);\n");
    expect(await applyMigrations(env().DATABASE_URL, folder)).toEqual(["29990102000000_bad"]);
  });
});

describe("diffSchemas", () => {
  const model = (fields: string) => [
    { path: "a.prisma", content: `datasource db {\n  provider = "postgresql"\n}\nmodel A {\n${fields}\n}\n` },
  ];

  test("says what changed, without a database", async () => {
    expect(await diffSchemas([], model("id Int @id"))).toContain('CREATE TABLE "A"');
    expect(await diffSchemas(model("id Int @id"), model("id Int @id\nname String?"))).toContain(
      'ADD COLUMN     "name"',
    );
  });

  test("is silent when nothing changed", async () => {
    const schema = await readSchema("prisma/schema");
    expect(await diffSchemas(schema, schema)).toBeNull();
  });
});
