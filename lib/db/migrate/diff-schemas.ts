import { PrismaPg } from "@prisma/adapter-pg";
import type { SchemaContainer } from "@prisma/schema-engine-wasm";
import { openSchemaEngine } from "./open-schema-engine";

const COLUMN_TYPE = { int32: 0, boolean: 5, text: 7 } as const;

/**
 * An adapter without a database. The engine asks any connection for the server's version before it does anything; a diff
 * between files needs no more than that answer. The version is the oldest the product supports (decisions 6).
 */
function adapterWithoutDatabase(): PrismaPg {
  const factory = new PrismaPg({ connectionString: "postgres://unused@127.0.0.1:1/unused" });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.queryRaw = () =>
      Promise.resolve({
        columnNames: ["exists", "version", "numeric_version"],
        columnTypes: [COLUMN_TYPE.boolean, COLUMN_TYPE.text, COLUMN_TYPE.int32],
        rows: [[true, "PostgreSQL 17.0", 170_000]],
      });
    return adapter;
  };
  return factory;
}

/** The SQL that leads from one state of the schema files to another; null when they say the same. */
export async function diffSchemas(before: SchemaContainer[], after: SchemaContainer[]): Promise<string | null> {
  const engine = await openSchemaEngine(adapterWithoutDatabase(), after);
  const { stdout } = await engine.diff({
    from: before.length > 0 ? { tag: "schemaDatamodel", files: before } : { tag: "empty" },
    to: { tag: "schemaDatamodel", files: after },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const script = stdout?.trim() ?? "";
  return script === "" || script.startsWith("-- This is an empty migration") ? null : `${script}\n`;
}
