import { spawn } from "node:child_process";
import { applyMigrations } from "@/lib/db/migrate/apply-migrations";
import { EnvError } from "@/lib/env/env";
import { prepareEnv } from "@/lib/env/prepare-env";
import { openDatabase } from "./open-database";
import { say } from "./progress";

/** Runs a script with the environment and the database that `npm start` would give it; returns its exit code. */
export async function runWithDatabase(args: string[]): Promise<number> {
  try {
    const prepared = prepareEnv({ NODE_ENV: "production" });
    const database = await openDatabase(prepared);
    try {
      // The embedded database is ours to bring up to date; another one only by db:migrate.
      if (prepared.embedded) await applyMigrations(database.url);
      return await runScript(args, { ...prepared.variables, DATABASE_URL: database.url });
    } finally {
      await database.release();
    }
  } catch (error) {
    say(
      error instanceof EnvError
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error),
    );
    return 1;
  }
}

function runScript(args: string[], variables: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    env: { NODE_ENV: "production", ...variables },
    stdio: "inherit",
  });
  // Ctrl-C reaches the script through the terminal; this process waits for it, to close the database last.
  const ignore = () => undefined;
  process.on("SIGINT", ignore);
  const pass = () => child.kill("SIGTERM");
  process.on("SIGTERM", pass);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("SIGINT", ignore);
      process.off("SIGTERM", pass);
      resolve(code ?? 1);
    });
  });
}
