/** What a gateway costs between a caller and the same mock upstream: none, a bare proxy, Portkey, ours. See bench/README.md. */
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { startChild } from "./gateway/children";
import { type Load, type Measured, setStage, type Stage } from "./gateway/set-stage";
import { startPortkey } from "./gateway/start-portkey";
import { median } from "./median";
import { processorMsOf, processorMsOfDatabase } from "./processor-time";
import { forgetStatementTimes, printStatementTimes } from "./statement-times";

const { values } = parseArgs({
  options: {
    accounts: { type: "string", default: "200" },
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "3" },
    only: { type: "string" },
    connections: { type: "string", default: "32,1" },
    kinds: { type: "string", default: "whole,stream" },
    profile: { type: "boolean", default: false },
  },
});
const measuredMs = Number(values.seconds) * 1_000;
const rounds = Number(values.rounds);
const TARGETS = ["direct", "bare", "portkey", "ours"] as const;
type Target = (typeof TARGETS)[number];
const MANY = 32;
const CONNECTIONS = values.connections.split(",").map(Number);
const KINDS = values.kinds.split(",").map((kind) => kind === "stream");
const WARM_MS = 700;

/** Where a target listens, and which process serves it. */
interface Place {
  port: number;
  pid: number;
}

type Figures = Map<string, Measured[]>;
const nameOf = (target: Target, connections: number, streamed: boolean) => `${target} ${connections} ${streamed}`;

/** A gateway that has been used still gives slices back for a while: that must not be in others' figures. */
async function untilQuiet(stage: Stage): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { isIdle } = await stage.gateway.ask({ ask: "idle" }, z.looseObject({ isIdle: z.boolean() }));
    if (isIdle) return;
    await delay(200);
  }
  throw new Error("the gateway does not come to rest");
}

/** The first thousands of calls compile code and open connections: nobody is measured by them. */
async function warmUp(stage: Stage, port: number): Promise<void> {
  const secrets = stage.accounts.map(({ secret }) => secret);
  for (const streamed of [false, true])
    await stage.measure(port, { connections: MANY, streamed, secrets, warmMs: 0, measuredMs: 5_000, atMost: 3_000 });
}

async function measureTarget(stage: Stage, target: Target, at: Place, figures: Figures): Promise<void> {
  const secrets = stage.accounts.map(({ secret }) => secret);
  for (const streamed of KINDS) {
    for (const connections of CONNECTIONS) {
      const load = {
        connections,
        streamed,
        secrets,
        warmMs: WARM_MS,
        measuredMs: connections === 1 ? measuredMs / 2 : measuredMs,
      };
      const before = processorMsOf(at.pid);
      const databaseBefore = await processorMsOfDatabase();
      const measured = await stage.measure(at.port, load);
      const used = Math.max(0, processorMsOf(at.pid) - before) / measured.answered;
      const databaseUsed = Math.max(0, (await processorMsOfDatabase()) - databaseBefore) / measured.answered;
      const name = nameOf(target, connections, streamed);
      figures.set(name, [...(figures.get(name) ?? []), measured]);
      say(target, load, measured, ` processor ${used.toFixed(2)} + ${databaseUsed.toFixed(2)} ms each`);
    }
  }
}

function say(target: Target, { streamed, connections }: Load, { perSecond, p50, p99 }: Measured, rest: string): void {
  const how = `${streamed ? "stream" : "whole "} ${String(connections).padStart(2)} connections`;
  const figures = `${String(Math.round(perSecond)).padStart(6)}/s  p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms`;
  console.log(`${target.padEnd(8)} ${how} ${figures} ${rest}`);
}

function reportOf(figures: Figures, streamed: boolean, suffix: string): Record<string, number> {
  const of = (target: Target, connections: number, figure: (one: Measured) => number) =>
    median((figures.get(nameOf(target, connections, streamed)) ?? []).map(figure));
  const speed = (target: Target) => of(target, MANY, ({ perSecond }) => perSecond);
  const added = (target: Target, figure: (one: Measured) => number) => of(target, 1, figure) - of("direct", 1, figure);
  const p50 = ({ p50: value }: Measured) => value;
  const p99 = ({ p99: value }: Measured) => value;
  const report = {
    direct_rps: Math.round(speed("direct")),
    bare_rps: Math.round(speed("bare")),
    portkey_rps: Math.round(speed("portkey")),
    ours_rps: Math.round(speed("ours")),
    ratio_bare: rounded(speed("ours") / speed("bare")),
    ratio_portkey: rounded(speed("ours") / speed("portkey")),
    added_p50_ms: rounded(added("ours", p50)),
    added_p99_ms: rounded(added("ours", p99)),
    portkey_added_p50_ms: rounded(added("portkey", p50)),
    bare_added_p50_ms: rounded(added("bare", p50)),
  };
  return Object.fromEntries(Object.entries(report).map(([name, value]) => [`${name}${suffix}`, value]));
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}

const stage = await setStage(Number(values.accounts));
const bare = await startChild("bare-proxy", [new URL(stage.upstreamUrl).origin]);
const isWanted = (target: Target) => values.only === undefined || values.only === target;
const portkey = isWanted("portkey") ? await startPortkey() : null;
const places = {
  direct: stage.upstream,
  bare,
  portkey: portkey ?? { port: 0, pid: 0 },
  ours: stage.gateway,
};
const figures: Figures = new Map();
for (const target of TARGETS.filter(isWanted)) await warmUp(stage, places[target].port);
await untilQuiet(stage);
if (values.profile) {
  await forgetStatementTimes();
  await stage.gateway.ask({ ask: "startProfile" }, z.unknown());
}
for (let round = 0; round < rounds; round += 1) {
  for (const target of TARGETS.filter(isWanted)) {
    await measureTarget(stage, target, places[target], figures);
    if (target === "ours") await untilQuiet(stage);
  }
}
if (values.profile) {
  const { lines } = await stage.gateway.ask({ ask: "stopProfile" }, z.looseObject({ lines: z.array(z.string()) }));
  for (const line of lines) console.log(line);
  await printStatementTimes();
}
await portkey?.stop();
await bare.stop();
await stage.strike();
console.log(JSON.stringify({ ...reportOf(figures, false, ""), ...reportOf(figures, true, "_stream") }));
