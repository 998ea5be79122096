import { startEmbedded } from "@/lib/db/embedded/start-embedded";
import type { PreparedEnv } from "@/lib/env/prepare-env";

export interface OpenDatabase {
  url: string;
  /** What to tell a person about it. */
  summary: string;
  /** Starts the embedded server again if it was killed; true when it had to. */
  revive(): Promise<boolean>;
  release(): Promise<void>;
}

/** The database of this start: the one that DATABASE_URL names, or the embedded one, started or joined. */
export async function openDatabase(prepared: PreparedEnv): Promise<OpenDatabase> {
  if (!prepared.embedded) {
    const url = prepared.checked.DATABASE_URL;
    return {
      url,
      summary: `database at ${new URL(url).host} (DATABASE_URL)`,
      revive: () => Promise.resolve(false),
      release: () => Promise.resolve(),
    };
  }
  const start = () => startEmbedded({ dataDir: prepared.checked.DATA_DIR });
  const database = await start();
  const how = database.attached ? "database runs already" : "database started";
  const where = database.notice ? `\n    ${database.notice}` : "";
  return {
    url: database.url,
    summary: `${how} on 127.0.0.1:${database.port}${where}`,
    revive: async () => {
      if (await database.isRunning()) return false;
      // On the same port, unless somebody took it meanwhile: then only a restart of everything helps.
      const { port } = await start();
      if (port !== database.port) throw new Error(`The database moved to port ${port}; start Tokenhall again.`);
      return true;
    },
    release: () => database.release(),
  };
}
