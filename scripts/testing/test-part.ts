import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { systemMs } from "@/lib/time/clock";
import { say } from "../start/progress";

/** One kind of test with its own runner and its own time. */
export interface TestPart {
  name: string;
  minutes: number;
  args: string[];
  /** Where the runner leaves its results as JSON. */
  results: string;
  env: Record<string, string>;
}

export interface Tally {
  passed: number;
  failed: number;
}

const VitestResults = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  /** A file that could not be loaded has no tests. */
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});
const PlaywrightResults = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Reads what a runner wrote; null when it wrote nothing, because it was ended or broke. */
function readResults(file: string): Tally | null {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // No or half a file: the runner did not come to its end.
    return null;
  }
  const vitest = VitestResults.safeParse(content);
  if (vitest.success) {
    const broken = vitest.data.testResults.filter(
      (one) => one.status === "failed" && one.assertionResults.length === 0,
    );
    return { passed: vitest.data.numPassedTests, failed: vitest.data.numFailedTests + broken.length };
  }
  const playwright = PlaywrightResults.safeParse(content);
  if (!playwright.success) return null;
  const { expected, unexpected, flaky } = playwright.data.stats;
  return { passed: expected, failed: unexpected + flaky };
}

/** Runs one part within its time and counts. A part that fails without a failed test counts as one. */
export async function runPart(part: TestPart): Promise<Tally> {
  say(`\n── ${part.name} (at most ${part.minutes} minutes)`);
  rmSync(part.results, { force: true });
  const began = systemMs();
  const child = spawn(process.execPath, part.args, {
    env: { NODE_ENV: "test", ...part.env },
    stdio: "inherit",
    detached: true,
  });
  const endGroup = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  };
  const late = setTimeout(() => {
    say(`${part.name}: out of time after ${part.minutes} minutes`);
    endGroup("SIGTERM");
    // Teardowns stop servers: they get a moment.
    setTimeout(() => endGroup("SIGKILL"), 20_000).unref();
  }, part.minutes * 60_000);
  const interrupted = () => endGroup("SIGTERM");
  process.on("SIGINT", interrupted);
  process.on("SIGTERM", interrupted);
  const code = await new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (exitCode) => resolve(exitCode ?? 1));
  });
  clearTimeout(late);
  process.off("SIGINT", interrupted);
  process.off("SIGTERM", interrupted);
  const tally = readResults(part.results) ?? { passed: 0, failed: 0 };
  if (code !== 0 && tally.failed === 0) tally.failed = 1;
  say(
    `── ${part.name}: ${tally.passed} passed, ${tally.failed} failed (${((systemMs() - began) / 1000).toFixed(0)} s)`,
  );
  return tally;
}
