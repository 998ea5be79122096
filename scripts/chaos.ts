/**
 * `npm run chaos -- --minutes N --seed S [--rate CALLS_PER_SECOND]`: the product under fire on a database of its own, then the
 * proof (scripts/chaos/README.md). Progress goes to stderr; the last line, on stdout, is one JSON object. Exit 0 only when all holds.
 */
import { parseArgs } from "node:util";
import { runChaos } from "./chaos/run-chaos";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    rate: { type: "string", default: "30" },
  },
});
const [minutes, seed, callsPerSecond] = [Number(values.minutes), Number(values.seed), Number(values.rate)];
if (!(minutes > 0 && minutes <= 600) || !Number.isInteger(seed) || !(callsPerSecond > 0 && callsPerSecond <= 500)) {
  console.error("Usage: npm run chaos -- --minutes N --seed S [--rate CALLS_PER_SECOND]");
  process.exit(2);
}
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());

// eslint-disable-next-line house/no-process-env -- this process and what it starts get an environment of their own, nothing of the developer's
const result = await runChaos({ minutes, seed, callsPerSecond, environment: process.env, stopped: stopping.signal });
if (result) console.log(JSON.stringify(result));
process.exit(result ? (result.ok ? 0 : 1) : 130);
