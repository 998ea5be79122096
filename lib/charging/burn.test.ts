import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BurningGrant, BurnState } from "@/lib/charging/burn";
import type { SettlementEvent } from "@/lib/charging/charging";
import { toInstant } from "@/lib/time/calendar";

const AT = toInstant("2026-05-20T00:00:00Z");

function grantOf(id: string, remaining: number, reserved = 0, expiresInDays = 30): BurningGrant {
  return {
    id,
    accountId: "acc",
    modelScope: [],
    free: false,
    startsAt: AT.getTime() - 1,
    expiresAt: AT.getTime() + expiresInDays * 86_400_000,
    createdAt: 0,
    remaining,
    reserved,
    consumed: 0,
  };
}

function eventOf(planTokens: number, parts: SettlementEvent["parts"]): SettlementEvent {
  return {
    id: "evt",
    cell: 1,
    accountId: "acc",
    keyId: "key",
    modelCode: "glm-5",
    weightVersionId: "w",
    weights: { inputMilli: 1_000, cachedInputMilli: 1_000, outputMilli: 1_000 },
    usage: { inputTokens: planTokens, cachedInputTokens: 0, outputTokens: 0 },
    planTokens,
    parts,
    occurredAt: AT,
    requestId: "req",
    outcome: "completed",
    streamed: false,
    latencyMs: 1,
    upstreamCode: "sandbox",
    api: "chat",
  };
}

function stateOf(grants: BurningGrant[], parts: { sliceId: string; grantId: string; reserved: number }[]): BurnState {
  return new BurnState(
    grants,
    parts.map((part) => ({ ...part, consumed: 0 })),
  );
}

describe("burn", () => {
  test("two parts of one bucket make one debit line with one before and after", () => {
    const state = stateOf(
      [grantOf("g", 40, 60)],
      [
        { sliceId: "s1", grantId: "g", reserved: 30 },
        { sliceId: "s2", grantId: "g", reserved: 30 },
      ],
    );
    const { debits } = state.burn(
      eventOf(50, [
        { sliceId: "s1", grantId: "g", tokens: 30 },
        { sliceId: "s2", grantId: "g", tokens: 20 },
      ]),
    );
    expect(debits).toEqual([{ grantId: "g", tokens: 50, beforeTokens: 100, afterTokens: 50 }]);
    expect([...state.changed.grants][0]).toMatchObject({ remaining: 40, reserved: 10, consumed: 50 });
  });

  test("whatever is held, nothing goes negative, nothing is lost, and the shortfall is exactly what nobody could pay", () => {
    const amounts = fc.record({
      remaining: fc.integer({ min: 0, max: 500 }),
      held: fc.integer({ min: 0, max: 500 }),
      sliceOpen: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(amounts, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 3_000 }),
        (wishes, planTokens) => {
          const grants = wishes.map((wish, n) =>
            grantOf(
              `g${n}`,
              wish.sliceOpen ? wish.remaining : wish.remaining + wish.held,
              wish.sliceOpen ? wish.held : 0,
              n + 1,
            ),
          );
          const parts = wishes.map((wish, n) => ({
            sliceId: "s",
            grantId: `g${n}`,
            reserved: wish.held,
            open: wish.sliceOpen,
          }));
          const state = stateOf(
            grants,
            parts.filter((part) => part.open),
          );
          const before = grants.reduce((sum, grant) => sum + grant.remaining + grant.reserved, 0);

          let missing = planTokens;
          const burnParts = wishes.flatMap((wish, n) => {
            const tokens = Math.min(wish.held, missing);
            missing -= tokens;
            return tokens > 0 ? [{ sliceId: "s", grantId: `g${n}`, tokens }] : [];
          });
          const { debits, shortfallTokens } = state.burn(eventOf(planTokens, burnParts));

          const paid = debits.reduce((sum, debit) => sum + debit.tokens, 0);
          const after = grants.reduce((sum, grant) => sum + grant.remaining + grant.reserved, 0);
          expect(paid + shortfallTokens).toBe(planTokens);
          expect(before - after).toBe(paid);
          for (const grant of grants) {
            expect(Math.min(grant.remaining, grant.reserved)).toBeGreaterThanOrEqual(0);
            expect(grant.consumed).toBe(debits.find((debit) => debit.grantId === grant.id)?.tokens ?? 0);
          }
          // Tokens that other calls hold are never touched; everything else was there for the taking.
          const othersHold = grants.reduce((sum, grant) => sum + grant.reserved, 0);
          if (shortfallTokens > 0) expect(after).toBe(othersHold);
        },
      ),
    );
  });
});
