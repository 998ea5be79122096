import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BurningGrant, BurnState } from "@/lib/charging/burn";
import type { SettlementEvent } from "@/lib/charging/charging";
import { KeyRooms } from "@/lib/charging/key-caps";
import { addSeconds } from "@/lib/testing/instants";

const AT = addSeconds("2026-05-20T00:00:00Z", 0);
const MODEL = "glm-5";
/** From narrow to wide, as the burn-down order reads them; the last two cannot pay for the model. */
const LADDER = [["glm-5"], ["glm-5", "glm-4"], ["glm-*"], ["g*"], [], ["hunyuan-*"], ["glm-4"]];
const PAYS_UP_TO = 4;

const holding = fc.record({ slice: fc.integer({ min: 0, max: 2 }), tokens: fc.integer({ min: 1, max: 12 }) });
const buckets = fc.array(
  fc.record({
    mine: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
    remaining: fc.integer({ min: 0, max: 12 }),
    holdings: fc.uniqueArray(holding, { maxLength: 2, selector: ({ slice }) => slice }),
    scope: fc.integer({ min: 0, max: LADDER.length - 1 }),
    free: fc.boolean(),
    /** Below zero the bucket is past its validity when the calls happen. */
    expiresIn: fc.integer({ min: -1, max: 2 }),
    startsIn: fc.constantFrom(-2, -2, -2, 0, 1),
    age: fc.nat({ max: 100 }),
  }),
  { minLength: 1, maxLength: 5 },
);
/** What a call wants of each holding that exists, and how far its cost goes beyond what it held. */
const calls = fc.array(
  fc.record({ shares: fc.array(fc.nat({ max: 8 }), { minLength: 6, maxLength: 6 }), beyond: fc.nat({ max: 20 }) }),
  { minLength: 1, maxLength: 4 },
);
/** What a cap of the key leaves beyond what is held for it; null without a cap. */
const caps = fc.option(fc.nat({ max: 30 }));
const openness = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());

type Wishes = typeof buckets extends fc.Arbitrary<infer T> ? T : never;
type Calls = typeof calls extends fc.Arbitrary<infer T> ? T : never;
const unit = 86_400_000;

function grantOf(wish: Wishes[number], index: number, open: readonly boolean[], scale: number): BurningGrant {
  const held = (slices: boolean) =>
    wish.holdings.filter(({ slice }) => open[slice] === slices).reduce((sum, { tokens }) => sum + tokens, 0);
  return {
    id: `g${index}`,
    accountId: wish.mine ? "acc" : "somebody-else",
    modelScope: LADDER[wish.scope] ?? [],
    free: wish.free,
    startsAt: AT.getTime() + wish.startsIn * unit,
    expiresAt: AT.getTime() + wish.expiresIn * unit,
    createdAt: wish.age * 10 + index,
    // What a closed slice held went back to its bucket.
    remaining: (wish.remaining + held(false)) * scale,
    reserved: held(true) * scale,
    consumed: 0,
  };
}

function eventOf(index: number, planTokens: number, parts: SettlementEvent["parts"]): SettlementEvent {
  return {
    id: `e${index}`,
    cell: 1,
    accountId: "acc",
    keyId: "key",
    modelCode: MODEL,
    weightVersionId: "w",
    weights: { inputMilli: 1_000, cachedInputMilli: 1_000, outputMilli: 1_000 },
    usage: { inputTokens: planTokens, cachedInputTokens: 0, outputTokens: 0 },
    planTokens,
    parts,
    occurredAt: AT,
    requestId: `r${index}`,
    outcome: "completed",
    streamed: false,
    latencyMs: 1,
    upstreamCode: "sandbox",
    api: "chat",
  };
}

/** A world for burn: buckets, the slices that hold of them, and calls that held of those slices. */
function worldOf(wishes: Wishes, open: readonly boolean[], wanted: Calls, scale = 1, room: number | null = null) {
  const grants = wishes.map((wish, index) => grantOf(wish, index, open, scale));
  const held = wishes.flatMap(({ mine, holdings }, index) =>
    mine ? holdings.map(({ slice, tokens }) => ({ sliceId: `s${slice}`, slice, grantId: `g${index}`, tokens })) : [],
  );
  const left = held.map(({ tokens }) => tokens);
  const events = wanted.map(({ shares, beyond }, index) => {
    const parts = held.flatMap(({ sliceId, grantId }, at) => {
      const tokens = Math.min(left[at] ?? 0, shares[at] ?? 0);
      left[at] = (left[at] ?? 0) - tokens;
      return tokens > 0 ? [{ sliceId, grantId, tokens: tokens * scale }] : [];
    });
    const burnt = parts.reduce((sum, part) => sum + part.tokens, 0);
    // A call that cost less than it held gives back before it settles: what it burns never exceeds its cost.
    return eventOf(index, burnt + (shares[0] === 0 ? 0 : beyond * scale), parts);
  });
  const openParts = held.filter(({ slice }) => open[slice]);
  const parts = openParts.map(({ sliceId, grantId, tokens }) => ({
    sliceId,
    grantId,
    reserved: tokens * scale,
    consumed: 0,
  }));
  return { grants, parts, events, state: new BurnState(grants, parts, roomsOf(room)) };
}

function roomsOf(room: number | null): KeyRooms {
  if (room === null) return new KeyRooms([]);
  const spent = { day: 5, month: 60, total: 700 };
  const caps = { day: null, month: room + 60 + 9, total: room + 700 + 9 + 4 };
  return new KeyRooms([{ keyId: "key", day: "2026-05-20", caps, spent, heldTokens: 9 }]);
}

/** The buckets that may pay beyond a hold, soonest expiry, then narrower, then free, then oldest; by the words of the domain. */
function orderOf(wishes: Wishes): number[] {
  return wishes
    .map((wish, index) => ({ ...wish, index, born: wish.age * 10 + index }))
    .filter(({ mine, scope, startsIn, expiresIn }) => mine && scope <= PAYS_UP_TO && startsIn <= 0 && expiresIn > 0)
    .sort(
      (a, b) => a.expiresIn - b.expiresIn || a.scope - b.scope || Number(b.free) - Number(a.free) || a.born - b.born,
    )
    .map(({ index }) => index);
}

/** Token by token: purses of loose tokens and, for each open slice, tokens that are promised to the calls that held them. */
function modelBurn(wishes: Wishes, open: readonly boolean[], events: readonly SettlementEvent[], room: number | null) {
  let allowed = room ?? Number.POSITIVE_INFINITY;
  const loose = wishes.map((wish, index) => grantOf(wish, index, open, 1).remaining);
  const promised = new Map<string, number>();
  for (const [index, { holdings }] of wishes.entries())
    for (const { slice, tokens } of holdings) if (open[slice]) promised.set(`s${slice}/g${index}`, tokens);
  const order = orderOf(wishes);
  const results = events.map((event) => {
    const paid = new Map<string, number>();
    const pay = (grant: string) => paid.set(grant, (paid.get(grant) ?? 0) + 1);
    let unpaid = 0;
    for (const { sliceId, grantId, tokens } of event.parts) {
      for (let token = 0; token < tokens; token += 1) {
        const name = `${sliceId}/${grantId}`;
        const index = Number(grantId.slice(1));
        if (promised.has(name)) promised.set(name, (promised.get(name) ?? 0) - 1);
        else if ((loose[index] ?? 0) > 0 && allowed > 0) {
          loose[index] = (loose[index] ?? 0) - 1;
          allowed -= 1;
        } else {
          unpaid += 1;
          continue;
        }
        pay(grantId);
      }
    }
    const held = event.parts.reduce((sum, { tokens }) => sum + tokens, 0);
    for (let token = held; token < event.planTokens; token += 1) {
      const payer = order.find((index) => (loose[index] ?? 0) > 0);
      if (payer === undefined || allowed === 0) {
        unpaid += 1;
        continue;
      }
      loose[payer] = (loose[payer] ?? 0) - 1;
      allowed -= 1;
      pay(`g${payer}`);
    }
    return { paid, unpaid };
  });
  return { results, loose, promised };
}

describe("burn", () => {
  it("does what a purse of single tokens does: hold first, spill in burn-down order within the key's cap, then shortfall", () => {
    fc.assert(
      fc.property(buckets, openness, calls, caps, (wishes, open, wanted, room) => {
        const { grants, parts, events, state } = worldOf(wishes, open, wanted, 1, room);
        const model = modelBurn(wishes, open, events, room);
        for (const [index, event] of events.entries()) {
          const { debits, shortfallTokens } = state.burn(event);
          expect(new Map(debits.map(({ grantId, tokens }) => [grantId, tokens]))).toEqual(model.results[index]?.paid);
          expect(shortfallTokens).toBe(model.results[index]?.unpaid);
        }
        expect(grants.map(({ remaining }) => remaining)).toEqual(model.loose);
        for (const { sliceId, grantId, reserved } of parts)
          expect(reserved).toBe(model.promised.get(`${sliceId}/${grantId}`));
      }),
      { numRuns: 2_000 },
    );
  });

  it("loses nothing and makes nothing, also with amounts near 2^53; receipts go down step by step", () => {
    // 5 buckets of at most 36 tokens and 4 calls of at most 92: scaled, their sums still are safe integers.
    const scale = Math.floor(Number.MAX_SAFE_INTEGER / 400);
    fc.assert(
      fc.property(buckets, openness, calls, fc.constantFrom(1, scale), (wishes, open, wanted, by) => {
        const { grants, parts, events, state } = worldOf(wishes, open, wanted, by);
        const whole = (grant: BurningGrant) =>
          BigInt(grant.remaining) + BigInt(grant.reserved) + BigInt(grant.consumed);
        const before = new Map(grants.map((grant) => [grant.id, whole(grant)]));
        for (const event of events) {
          const left = new Map(grants.map(({ id, remaining, reserved }) => [id, remaining + reserved]));
          const { debits, shortfallTokens } = state.burn(event);
          const paid = debits.reduce((sum, { tokens }) => sum + tokens, 0);
          expect(paid + shortfallTokens).toBe(event.planTokens);
          expect(shortfallTokens).toBeGreaterThanOrEqual(0);
          for (const debit of debits) {
            expect(debit.tokens).toBeGreaterThan(0);
            expect(debit.beforeTokens).toBe(left.get(debit.grantId));
            expect(debit.afterTokens).toBe(debit.beforeTokens - debit.tokens);
          }
        }
        for (const grant of grants) {
          expect(whole(grant)).toBe(before.get(grant.id));
          expect(Math.min(grant.remaining, grant.reserved, grant.consumed)).toBeGreaterThanOrEqual(0);
          if (grant.accountId !== "acc") expect(grant.consumed).toBe(0);
          const promised = parts.filter(({ grantId }) => grantId === grant.id);
          const others = wishes[Number(grant.id.slice(1))]?.mine
            ? promised.reduce((sum, { reserved }) => sum + reserved, 0)
            : grant.reserved;
          expect(grant.reserved).toBe(others);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
