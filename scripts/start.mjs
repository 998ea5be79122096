/** `npm start`, and with --dev `npm run dev`: everything from a fresh clone to a served product, in one command. */
import { prepareSources } from "./setup/prepare-sources.mjs";

endWithNpm();
await prepareSources();
const { serve } = await import("./start/serve.ts");
await serve({ dev: process.argv.includes("--dev") });

/** A signal sent to `npm start` ends npm and its shell without reaching this process: their end is the signal then. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  look.unref();
}
