import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { db } from "@/lib/db/client";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { publishChangeSet } from "@/lib/pricing/publish-change-set";
import { withdrawChangeSet } from "@/lib/pricing/withdraw-change-set";
import { DESK_NOW, lite, openPricingDesk, type PricingDesk, ref } from "@/lib/testing/open-pricing-desk";
import { toInstant } from "@/lib/time/calendar";

const HOUR = 3_600_000;

let desk: PricingDesk;

beforeAll(async () => {
  desk = await openPricingDesk();
});

interface Range {
  validFrom: Date;
  validTo: Date | null;
}

const holds = (range: Range, at: number) =>
  range.validFrom.getTime() <= at && at < (range.validTo?.getTime() ?? Number.POSITIVE_INFINITY);

/** One thing that a pricing desk does, and how many hours later. */
const step = fc.record({
  hoursLater: fc.integer({ min: 0, max: 200 }),
  act: fc.oneof(
    fc.record({
      kind: fc.constant("publish" as const),
      hoursAhead: fc.integer({ min: 1, max: 400 }),
      priceFen: fc.integer({ min: 1, max: 5_000 }),
    }),
    fc.record({ kind: fc.constant("withdraw" as const) }),
  ),
});

describe("versions in force", () => {
  it("are exactly one at any instant, and the past never changes, whatever is published and withdrawn", async () => {
    let now = DESK_NOW.getTime();
    let published: ChangeSetView | null = null;
    let publishes = 0;
    const told = new Map<number, bigint>();

    const priceAt = async (at: number) => {
      const versions = await db().planVersion.findMany({ where: { plan: { code: "lite-10m" } } });
      const inForce = versions.filter((version) => holds(version, at));
      expect(inForce).toHaveLength(1);
      return inForce[0]!.priceFen;
    };
    const refusedIsFine = (error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    };

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (steps) => {
        for (const { hoursLater, act } of steps) {
          now += hoursLater * HOUR;
          const at = toInstant(now);
          if (act.kind === "publish") {
            const effectiveAt = toInstant(now + act.hoursAhead * HOUR).toISOString();
            const set = await desk.approved([lite(act.priceFen)], { at, effectiveAt }).catch(refusedIsFine);
            const before = published;
            published =
              (set && (await publishChangeSet(desk.as(desk.approver, at), ref(set)).catch(refusedIsFine))) ?? published;
            if (published !== before) publishes += 1;
          } else if (published) {
            await withdrawChangeSet(desk.as(desk.approver, at), { ...ref(published), reason: "x" }).catch(
              refusedIsFine,
            );
          }
          told.set(now, await priceAt(now));
          for (const offset of [1, -HOUR, 50 * HOUR, 399 * HOUR]) await priceAt(now + offset);
        }
        for (const [at, price] of told) expect(await priceAt(at)).toBe(price);
      }),
      { numRuns: 6, endOnFailure: true },
    );
    expect(publishes).toBeGreaterThan(0);
  }, 60_000);
});
