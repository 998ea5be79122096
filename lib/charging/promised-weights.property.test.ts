import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { promisedWeights } from "@/lib/charging/promised-weights";
import type { Weights } from "@/lib/charging/rate";
import { addSeconds } from "@/lib/testing/instants";

interface Version extends Weights {
  id: string;
  validFrom: string;
  validTo: string | null;
}

const FIRST = "2026-01-01T00:00:00.000Z";
const dayOf = (day: number): string => addSeconds(FIRST, day * 86_400).toISOString();

/** Small numbers, so that versions are often equal, dearer, cheaper, or both at once in different kinds. */
const weight = fc.integer({ min: 1, max: 4 });
const steps = fc.array(
  fc.record({
    days: fc.integer({ min: 1, max: 4 }),
    withdrawn: fc.boolean(),
    inputMilli: weight,
    cachedInputMilli: weight,
    outputMilli: weight,
  }),
  { minLength: 1, maxLength: 8 },
);
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** A model's history as publishing writes it: each version ends where the next begins; a withdrawn announcement is empty. */
function historyOf(wishes: Steps): { all: Version[]; live: Version[] } {
  const all: Version[] = [];
  const live: Version[] = [];
  let day = 0;
  for (const [index, { days, withdrawn, ...weights }] of wishes.entries()) {
    const from = dayOf(day);
    const version: Version = { id: `v${index}`, validFrom: from, validTo: null, ...weights };
    all.push(version);
    // The first version of a model is what puts it on sale: it is never withdrawn.
    if (withdrawn && index > 0) {
      version.validTo = from;
      continue;
    }
    const before = live.at(-1);
    if (before) before.validTo = from;
    live.push(version);
    day += days;
  }
  return { all, live };
}

const isDearerSomewhere = (later: Weights, earlier: Weights): boolean =>
  later.inputMilli > earlier.inputMilli ||
  later.cachedInputMilli > earlier.cachedInputMilli ||
  later.outputMilli > earlier.outputMilli;

/** The bucket's own story, day by day: it keeps what it was promised until something better comes into force. */
function modelPromise(live: readonly Version[], promisedDay: number, usedDay: number): string | null {
  const inForce = (day: number) =>
    live.find(({ validFrom, validTo }) => validFrom <= dayOf(day) && (validTo === null || dayOf(day) < validTo)) ??
    null;
  let kept = promisedDay <= usedDay ? inForce(promisedDay) : inForce(usedDay);
  for (let day = promisedDay; day <= usedDay; day += 1) {
    const offered = inForce(day);
    if (!offered) continue;
    if (!kept || !isDearerSomewhere(offered, kept)) kept = offered;
  }
  return kept?.id ?? null;
}

const days = fc.integer({ min: -3, max: 40 });

describe("promised weights", () => {
  it("follow the story of the bucket, whatever order the versions are read in", () => {
    fc.assert(
      fc.property(steps, days, days, fc.func(fc.nat()), (wishes, promised, later, rank) => {
        const { all, live } = historyOf(wishes);
        const used = Math.max(promised, later);
        const read = [...all].sort((a, b) => rank(a.id) - rank(b.id));
        const found = promisedWeights(read, dayOf(promised), dayOf(used));
        expect(found?.id ?? null).toBe(modelPromise(live, promised, used));
      }),
      { numRuns: 2_000 },
    );
  });

  it("are never dearer in any kind than on the day of the promise, nor on any day before", () => {
    fc.assert(
      fc.property(steps, days, fc.integer({ min: 0, max: 20 }), (wishes, promised, after) => {
        const { all } = historyOf(wishes);
        let earlier: Version | null = null;
        for (let day = promised; day <= promised + after; day += 1) {
          const now = promisedWeights(all, dayOf(promised), dayOf(day));
          if (earlier) expect(now && isDearerSomewhere(now, earlier)).toBe(false);
          earlier = now;
        }
      }),
    );
  });

  it("do not know what is only announced, or was withdrawn", () => {
    fc.assert(
      fc.property(steps, days, days, (wishes, promised, later) => {
        const { all, live } = historyOf(wishes);
        const used = dayOf(Math.max(promised, later));
        const begun = live.filter(({ validFrom }) => validFrom <= used);
        expect(promisedWeights(all, dayOf(promised), used)?.id).toBe(promisedWeights(begun, dayOf(promised), used)?.id);
      }),
    );
  });
});
