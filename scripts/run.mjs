/**
 * Runs one of the repository's TypeScript scripts with what it needs: packages, Prisma's client, the environment and the
 * database. `--no-database` leaves out the last two.
 */
import { spawnSync } from "node:child_process";
import { prepareSources } from "./setup/prepare-sources.mjs";

const args = process.argv.slice(2);
const withDatabase = args[0] !== "--no-database";
if (!withDatabase) args.shift();

await prepareSources();
if (withDatabase) {
  const { runWithDatabase } = await import("./start/run-with-database.ts");
  process.exit(await runWithDatabase(args));
}
process.exit(spawnSync(process.execPath, ["--import", "tsx", ...args], { stdio: "inherit" }).status ?? 1);
