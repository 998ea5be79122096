/** Events settled per second through the real settlement, beside the naive way and the COPY floor. See bench/README.md. */
import { parseArgs } from "node:util";
import pg from "pg";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";
import { seededRandom } from "@/prisma/seed/random";
import { closeDb } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { poolSql } from "@/lib/db/sql";
import { env } from "@/lib/env/env";
import { businessNow, systemMs } from "@/lib/time/clock";
import { createUsagePartitions } from "@/lib/usage/create-usage-partitions";
import { copyRows } from "./copy-rows";
import { profileFile, startCpuProfile } from "./cpu-profile";
import { describeMachine } from "./describe-machine";
import { makeAccounts, BUCKET_TOKENS } from "./make-accounts";
import { findRatedModels, makeEvents, type EventMaker } from "./make-events";
import { makeSlices } from "./make-slices";
import { median } from "./median";
import { cloneName } from "./open-scratch-database";
import { requireCleanBooks } from "./require-clean-books";
import { settleNaively } from "./settle-naively";
import { settleOurs } from "./settle-ours";
import { forgetStatementTimes, printStatementTimes } from "./statement-times";
import { zipf } from "./zipf";

const { values } = parseArgs({
  options: {
    accounts: { type: "string", default: "20000" },
    zipf: { type: "string", default: "1" },
    events: { type: "string", default: "60000" },
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "7" },
    only: { type: "string" },
    profile: { type: "boolean", default: false },
  },
});
const accounts = Number(values.accounts);
const exponent = Number(values.zipf);
const events = Number(values.events);
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const isWanted = (way: string) => values.only === undefined || values.only === way;

/** A second database with the same rows, so that the naive way leaves the product's books alone. */
async function cloneForNaive(): Promise<string> {
  const url = new URL(env().DATABASE_URL);
  const name = url.pathname.slice(1);
  await closeDb();
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await client.query(`CREATE DATABASE ${cloneName(name)} TEMPLATE ${name}`);
  await client.end();
  url.pathname = `/${cloneName(name)}`;
  return url.toString();
}

type Figures = Record<"settled" | "naive" | "copied" | "copiedReady", number[]>;

async function measure(maker: EventMaker, naiveUrl: string): Promise<Figures> {
  const figures: Figures = { settled: [], naive: [], copied: [], copiedReady: [] };
  const note = (way: keyof Figures, count: number, tookMs: number) => {
    const perSecond = (count / tookMs) * 1_000;
    figures[way].push(perSecond);
    console.log(`${way.padEnd(11)} ${Math.round(perSecond).toLocaleString("en")} events/s (${count} in ${tookMs} ms)`);
  };
  for (let round = 0; round < rounds; round += 1) {
    const batch = makeEvents(maker, events, businessNow());
    if (isWanted("naive")) {
      await poolSql("CHECKPOINT");
      const { settled, tookMs } = await settleNaively(naiveUrl, batch, seconds);
      note("naive", settled, tookMs);
    }
    if (isWanted("copy")) {
      note("copied", batch.length, await copyRows(env().DATABASE_URL, batch, { ready: false }));
      note("copiedReady", batch.length, await copyRows(env().DATABASE_URL, batch, { ready: true }));
    }
    if (isWanted("ours")) {
      await poolSql("CHECKPOINT");
      const begunMs = systemMs();
      await settleOurs(batch);
      note("settled", batch.length, systemMs() - begunMs);
    }
  }
  return figures;
}

const at = businessNow();
await createUsagePartitions(at);
await inTransaction((tx) => seedCatalogue(tx, at));
const begunMs = systemMs();
const made = await makeSlices(await makeAccounts(accounts, at), BUCKET_TOKENS / 2, at);
await poolSql("VACUUM ANALYZE");
await describeMachine();
console.log(
  `accounts    ${accounts.toLocaleString("en")}, Zipf exponent ${exponent}, ${events.toLocaleString("en")} events a round, ${rounds} rounds (set up in ${systemMs() - begunMs} ms)`,
);
const naiveUrl = await cloneForNaive();
await requireCleanBooks("before");

const random = seededRandom(42);
const nextRank = zipf(accounts, exponent, random);
const maker = { accounts: made, models: await findRatedModels(), noted: new Set<string>(), nextRank, random };
await settleOurs(makeEvents(maker, 5_000, at));
const profile = values.profile ? await startCpuProfile(profileFile("charging")) : null;
if (profile) await forgetStatementTimes();
const figures = await measure(maker, naiveUrl);
if (profile) {
  for (const line of await profile.stop()) console.log(line);
  await printStatementTimes();
}
const settledEvents = 5_000 + figures.settled.length * events;
await requireCleanBooks("after", settledEvents);
await closeDb();

const [settled, naive, copied] = [median(figures.settled), median(figures.naive), median(figures.copied)];
console.log(
  `copy        ${Math.round(median(figures.copiedReady)).toLocaleString("en")} rows/s when they are text already`,
);
console.log(
  JSON.stringify({
    settled_per_s: Math.round(settled),
    naive_per_s: Math.round(naive),
    copy_per_s: Math.round(copied),
    ratio_naive: Number((settled / naive).toFixed(2)),
    ratio_copy: Number((settled / copied).toFixed(4)),
  }),
);
