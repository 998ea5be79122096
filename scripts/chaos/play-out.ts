import { setTimeout as delay } from "node:timers/promises";
import { auditBooks, type BookAudit } from "@/lib/books/audit-books";
import { returnLapsedSlices } from "@/lib/charging/return-lapsed-slices";
import { watchBusinessClock } from "@/lib/db/business-clock";
import { createApiClient } from "@/lib/ingestion/create-api-client";
import { finishReceived } from "@/lib/ingestion/finish-received";
import { makeStaff } from "@/lib/testing/make-staff";
import { contextOf } from "@/lib/testing/make-account";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { businessNow, systemMs } from "@/lib/time/clock";
import { say } from "../start/progress";
import type { CallRecord } from "./call-record";
import { disturb } from "./disturb";
import { type ChaosWorld, openWorld } from "./open-world";
import { patiently } from "./patiently";
import { planDisturbances } from "./plan-disturbances";
import { Prng } from "./prng";
import { probeNodes } from "./probe-nodes";
import { PROTOCOLS } from "./protocols";
import { type Books, countOpenSlices, readBooks } from "./read-books";
import { proveReports, type ReportProof } from "./prove-reports";
import { type Reported, reportUsage } from "./report-usage";
import type { ChaosOptions, Stage } from "./stage";
import { offeredProtocols, runLoad } from "./run-load";

/** All that is known when everything is over. */
export interface Outcome {
  records: CallRecord[];
  reported: Reported;
  world: ChaosWorld;
  books: Books;
  reports: ReportProof;
  audit: BookAudit;
  done: Map<string, number>;
  refused: Map<string, number>;
}

const PROGRESS_MS = 15_000;
const LAPSE_PATIENCE_MS = 60_000;
/** What a process had claimed and not settled is anybody's after a minute. */
const CLAIM_GRACE_MS = 120_000;

/** Opens the world, lets load, reports and disturbances run side by side, then brings everything to rest and reads the books. */
export async function playOut(stage: Stage, options: ChaosOptions): Promise<Outcome> {
  const { seed, minutes, callsPerSecond, stopped } = options;
  const chance = new Prng(seed);
  const seconds = minutes * 60;
  const processes = [...stage.gateways, stage.worker, stage.reports];
  await setTestClock(null);
  const world = await openWorld(chance.fork("world"));
  const secret = await registerReporter();
  const clock = await watchBusinessClock();
  for (const one of processes) one.start();
  await Promise.all(processes.map((one) => one.serves()));
  const protocols = await offeredProtocols(stage.gatewayUrls[0] ?? "", PROTOCOLS);
  say(`  chaos for ${seconds} s, seed ${seed}: ${protocols.map(({ api }) => api).join(", ")}`);

  const records: CallRecord[] = [];
  const reported: Reported = { acknowledged: new Set(), sent: new Set(), duplicates: 0 };
  const [done, refused] = [new Map<string, number>(), new Map<string, number>()];
  const { accounts } = world;
  const untilMs = systemMs() + seconds * 1_000;
  const progress = setInterval(() => say(progressLine(records, reported, done, untilMs)), PROGRESS_MS);
  try {
    const probe = probeNodes(stage.gatewayUrls, records);
    const scene = { world, ...stage, chance: chance.fork("scene"), probe, done, refused };
    await Promise.all([
      runLoad(
        {
          accounts,
          protocols,
          nodeUrls: stage.gatewayUrls,
          chance: chance.fork("load"),
          callsPerSecond,
          untilMs,
          stopped,
        },
        records,
      ),
      reportUsage(
        { url: stage.reportsUrl, secret, accounts, chance: chance.fork("reports"), untilMs, stopped },
        reported,
      ),
      disturb(scene, planDisturbances(chance.fork("plan"), seconds), stopped),
    ]);
  } finally {
    clearInterval(progress);
  }
  await comeToRest(stage);
  await clock.close();
  const [audit, books] = [await auditBooks(), await readBooks()];
  const reports = await proveReports(books, reported);
  return { records, reported, world, books, reports, audit, done, refused };
}

async function registerReporter(): Promise<string> {
  const admin = await makeStaff("chaos", ["admin"]);
  const { secret } = await createApiClient(contextOf(admin.actor), { name: "chaos", sources: [] });
  return secret;
}

/** Ends every process in order, waits until the leases of those that were killed are over, and does what the worker would do next. */
async function comeToRest({ gateways, worker, reports }: Stage): Promise<void> {
  say("  at rest: nodes stop, leases of dead nodes run out, their slices go back");
  await Promise.all(gateways.map((one) => one.serves()));
  await Promise.all([...gateways, reports].map((one) => one.finish("SIGTERM")));
  await worker.finish("SIGTERM");
  const until = systemMs() + LAPSE_PATIENCE_MS;
  for (;;) {
    await patiently(returnLapsedSlices);
    if ((await patiently(countOpenSlices)) === 0 || systemMs() > until) break;
    await delay(1_000);
  }
  await patiently(() => finishReceived(toInstant(businessNow().getTime() + CLAIM_GRACE_MS)));
}

function progressLine(
  records: readonly CallRecord[],
  { acknowledged }: Reported,
  done: ReadonlyMap<string, number>,
  untilMs: number,
): string {
  const whole = records.filter(({ end }) => end === "whole").length;
  const happened = [...done].map(([kind, count]) => `${kind} ${count}`).join(", ");
  const left = Math.max(0, Math.round((untilMs - systemMs()) / 1_000));
  return `  ${left} s left: ${records.length} calls, ${whole} whole, ${acknowledged.size} reports; ${happened}`;
}
