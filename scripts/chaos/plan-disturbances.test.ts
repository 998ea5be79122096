import { expect, it } from "vitest";
import { planCall } from "./plan-call";
import { planDisturbances } from "./plan-disturbances";
import { Prng } from "./prng";
import { PROTOCOLS } from "./protocols";

const planOf = (seed: number, seconds: number) => planDisturbances(new Prng(seed), seconds);
const callsOf = (seed: number) => {
  const chance = new Prng(seed);
  return Array.from({ length: 400 }, () => planCall(chance, PROTOCOLS));
};

it("plans the same for a seed, and something else for another", () => {
  expect(planOf(7, 300)).toEqual(planOf(7, 300));
  expect(planOf(7, 300)).not.toEqual(planOf(8, 300));
  expect(callsOf(7)).toEqual(callsOf(7));
  expect(callsOf(7)).not.toEqual(callsOf(8));
});

it("lets everything happen in a short run already, in order and inside of it; pauses need a longer one", () => {
  const short = planOf(1, 40);
  expect(short.map(({ atMs }) => atMs)).toEqual(short.map(({ atMs }) => atMs).sort((a, b) => a - b));
  expect(Math.min(...short.map(({ atMs }) => atMs))).toBeGreaterThan(0);
  expect(Math.max(...short.map(({ atMs }) => atMs))).toBeLessThan(40_000);
  const kinds = new Set(planOf(1, 300).map(({ kind }) => kind));
  const shortKinds = new Set(short.map(({ kind }) => kind));
  expect([...kinds].filter((kind) => !shortKinds.has(kind))).toEqual(["pause-gateway"]);
  const ways = new Set(short.flatMap((one) => (one.kind === "restart-database" ? [one.how] : [])));
  expect(ways).toEqual(new Set(["immediate", "fast"]));
});

it("mixes protocols, whole and streamed answers, faults and clients that leave", () => {
  const calls = callsOf(1);
  expect(new Set(calls.map(({ protocol }) => protocol.api)).size).toBe(PROTOCOLS.length);
  expect(new Set(calls.map(({ model }) => model)).size).toBeGreaterThan(3);
  expect(calls.some(({ streamed, protocol }) => streamed && !protocol.streams)).toBe(false);
  expect(calls.filter(({ order }) => order !== null).length).toBeGreaterThan(50);
  expect(calls.filter(({ leavesAfterMs }) => leavesAfterMs !== null).length).toBeGreaterThan(10);
});
