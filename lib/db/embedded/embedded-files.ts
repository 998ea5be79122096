import path from "node:path";

/** The user and the database inside the embedded cluster. */
export const EMBEDDED_USER = "tokenhall";
export const EMBEDDED_DATABASE = "tokenhall";

/** The embedded PostgreSQL's major version; data of another one is not opened. */
export const EMBEDDED_VERSION = "18";

/** What the embedded database keeps under DATA_DIR. */
export function embeddedFiles(dataDir: string) {
  const root = path.resolve(dataDir);
  return {
    root,
    /** The cluster, where the folder allows it (see choose-placement.ts). */
    cluster: path.join(root, "postgres"),
    /** For people and tools: where the database is now. */
    state: path.join(root, "postgres.json"),
    password: path.join(root, "postgres-password"),
    log: path.join(root, "postgres.log"),
    /** Held while one process starts or stops the server. */
    lock: path.join(root, "postgres.lock"),
    /** One empty file per process that uses the server, named by its number. */
    users: path.join(root, "postgres-users"),
  };
}

export type EmbeddedFiles = ReturnType<typeof embeddedFiles>;
