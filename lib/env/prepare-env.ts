import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Env, parseEnv } from "@/lib/env/env";

/** Stands in for the embedded database's address until that has one. */
const EMBEDDED = "postgres://embedded@127.0.0.1/tokenhall";

/** A secret of the demo, made on first use and readable by its owner alone. */
function keptSecret(dataDir: string, name: string, encoding: "hex" | "base64url"): string {
  const file = path.join(dataDir, name);
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString(encoding), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8");
}

export interface PreparedEnv {
  /** Checked values; DATABASE_URL is a placeholder when the database is the embedded one. */
  checked: Env;
  embedded: boolean;
  /** For the processes to be started. */
  variables: Record<string, string>;
}

/**
 * The environment of a product about to be started: what was given, and for the demo the secrets that nobody gave
 * (decisions 28, 30). Throws EnvError naming each bad or missing variable.
 */
export function prepareEnv(defaults: Record<string, string> = {}): PreparedEnv {
  const given: Record<string, string> = { ...defaults };
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined && value !== "") given[name] = value;
  const dataDir = path.resolve(given["DATA_DIR"] ?? ".data");
  const mode = given["TOKENHALL_MODE"] ?? "demo";
  const variables: Record<string, string> = {
    ...given,
    DATA_DIR: dataDir,
    TOKENHALL_MODE: mode,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  if (mode === "demo") {
    variables["AUTH_SECRET"] ??= keptSecret(dataDir, "auth-secret", "base64url");
    variables["DATA_KEY"] ??= keptSecret(dataDir, "data-key", "hex");
  }
  const embedded = variables["DATABASE_URL"] === undefined;
  return { checked: parseEnv({ DATABASE_URL: EMBEDDED, ...variables }), embedded, variables };
}
