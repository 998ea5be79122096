/** `npm test [-- unit|db|kill|browser … [arguments of the runner]]`: installs what is missing and runs the tests. */
import { prepareSources } from "./setup/prepare-sources.mjs";

await prepareSources();
const { runTests } = await import("./testing/run-tests.ts");
process.exit(await runTests(process.argv.slice(2), process.env));
