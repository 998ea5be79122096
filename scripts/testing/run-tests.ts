import { mkdirSync } from "node:fs";
import { prepareEnv } from "@/lib/env/prepare-env";
import { buildWeb } from "../start/build-web";
import { say, step } from "../start/progress";
import { installChromium } from "./install-chromium";
import { runPart, type Tally, type TestPart } from "./test-part";

const RESULTS = "test-results/parts";
const VITEST = "node_modules/vitest/vitest.mjs";
const PLAYWRIGHT = "node_modules/@playwright/test/cli.js";

/** Time for each part on the two cores of a small machine. */
const MINUTES = { unit: 4, db: 6, kill: 10, browser: 15 } as const;
type PartName = keyof typeof MINUTES;

function partOf(name: PartName, extra: string[], env: Record<string, string>): TestPart {
  const results = `${RESULTS}/${name}.json`;
  const args =
    name === "browser"
      ? [PLAYWRIGHT, "test", "--reporter=list,json", ...extra]
      : [
          VITEST,
          "run",
          "--project",
          name,
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${results}`,
          ...extra,
        ];
  return { name, minutes: MINUTES[name], args, results, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: results } };
}

function isPart(word: string): word is PartName {
  return word in MINUTES;
}

/** What has to be there before the browser tests: a Chromium, and the pages built once. False when one is missing. */
async function prepareBrowser(named: string | undefined): Promise<boolean> {
  if (!installChromium(named)) {
    say("No Chromium, and none could be installed. Install one, or name it in CHROMIUM_PATH.");
    return false;
  }
  const { variables, checked } = prepareEnv({ NODE_ENV: "production", DATA_DIR: ".data/test" });
  const env = { ...variables, DATABASE_URL: checked.DATABASE_URL };
  return step(
    "building the pages",
    () => buildWeb(env, () => undefined),
    () => "pages are built",
  ).then(
    () => true,
    (error: unknown) => {
      say(error instanceof Error ? error.message : String(error));
      return false;
    },
  );
}

/**
 * Runs the tests, all or the parts named first (unit, db, kill, browser); what follows goes to the runner. Returns the
 * exit code; the last line printed is the sum.
 */
export async function runTests(words: string[], given: Record<string, string | undefined>): Promise<number> {
  const env = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const firstOther = words.findIndex((word) => !isPart(word));
  const chosen = words.slice(0, firstOther === -1 ? undefined : firstOther).filter(isPart);
  const extra = firstOther === -1 ? [] : words.slice(firstOther);
  const names: PartName[] = chosen.length > 0 ? chosen : ["unit", "db", "kill", "browser"];
  mkdirSync(RESULTS, { recursive: true });

  const tallies: Tally[] = [];
  for (const name of names) {
    const ready = name !== "browser" || (await prepareBrowser(given["CHROMIUM_PATH"]));
    tallies.push(ready ? await runPart(partOf(name, extra, env)) : { passed: 0, failed: 1 });
  }
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
