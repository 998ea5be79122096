/**
 * `npm run bench -- NAME [--option value …]`: runs one of the benchmarks of `bench/README.md` against a private database, and
 * ends with one line of JSON.
 */
import { BENCHES } from "./bench/benches";
import { runBench } from "./bench/run-bench";

const [name = "", ...options] = process.argv.slice(2);
const bench = BENCHES.find((known) => known === name);
if (bench === undefined) {
  console.error(`Usage: npm run bench -- ${BENCHES.join("|")} [options]   (bench/README.md)`);
  process.exit(2);
}
// eslint-disable-next-line house/no-process-env -- handed to the benchmark's process, which checks it
process.exitCode = await runBench(bench, options, process.env);
