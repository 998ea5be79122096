import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";

/** A migration script that PostgreSQL refused, with the line it refused at. */
export class ScriptError extends Error {
  override readonly name = "ScriptError";

  constructor(script: string, cause: unknown) {
    super(describe(script, cause), { cause });
  }
}

function describe(script: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const position = cause instanceof Error && "position" in cause ? Number(cause.position) : Number.NaN;
  if (!Number.isInteger(position)) return message;
  const line = script.slice(0, position).split("\n").length;
  const text = script.split("\n")[line - 1] ?? "";
  return `${message} (line ${line}: ${text.trim()})`;
}

/**
 * The adapter through which the engine speaks to PostgreSQL. Prisma's own cuts a script at every semicolon, which breaks
 * function bodies; here a migration goes to the server whole, and is therefore one transaction. What PostgreSQL said goes
 * to `onRefused`, because the engine passes on only that a script failed.
 */
export function scriptAdapter(pool: pg.Pool, onRefused: (error: ScriptError) => void): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script);
      } catch (error) {
        const refused = new ScriptError(script, error);
        onRefused(refused);
        throw refused;
      }
    };
    return adapter;
  };
  return factory;
}
