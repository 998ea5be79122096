import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changeSetNumber,
  changeTenths,
  CHANGE_SET_NUMBER,
  diffItem,
  isEffective,
  isWorseForSubscribers,
  judgeField,
  movesOpenTo,
  MOVES,
  type MoveName,
  type StoredStatus,
  STORED_STATUSES,
  TERM_LIMITS,
} from "@/lib/pricing/change-set";
import { formatChange } from "@/lib/i18n/format-number";
import { toInstant } from "@/lib/time/calendar";

const now = toInstant("2026-05-20T06:32:00Z");
const ahead = toInstant("2026-06-30T16:00:00Z");
const name = { "zh-CN": "轻享版", en: "Lite" };
const amount = fc.integer({ min: 1, max: 1_000_000_000 });

function open(status: StoredStatus, may: string[], drafter: boolean, effectiveAt = ahead): MoveName[] {
  const person = { staffId: "me", mayDo: (permission: string) => may.includes(permission) };
  return movesOpenTo(person, { status, effectiveAt, drafterIds: drafter ? ["me"] : ["other"] }, now);
}

describe("the state table", () => {
  it("never lets a drafter decide, whatever roles they have", () => {
    const everything = ["pricing:draft", "pricing:approve", "pricing:publish", "pricing:withdraw"];
    for (const status of STORED_STATUSES) {
      expect(open(status, everything, true).filter((move) => MOVES[move].fourEyes)).toEqual([]);
    }
  });

  it.each([
    ["draft", ["pricing:draft"], ["submit", "discard"]],
    ["submitted", ["pricing:draft"], ["takeBack"]],
    ["submitted", ["pricing:approve"], ["approve", "reject"]],
    ["approved", ["pricing:publish", "pricing:withdraw"], ["publish", "withdraw"]],
    ["published", ["pricing:publish", "pricing:withdraw"], ["withdraw"]],
    ["rejected", ["pricing:draft", "pricing:approve"], []],
    ["withdrawn", ["pricing:draft", "pricing:approve"], []],
    ["submitted", [], []],
  ] as const)("%s with %j opens %j", (status, may, moves) => {
    expect(open(status, [...may], false)).toEqual(moves);
  });

  it("has no way back once the instant has come", () => {
    expect(open("published", ["pricing:withdraw"], false, now)).toEqual([]);
    expect(isEffective({ status: "published", effectiveAt: now }, now)).toBe(true);
    expect(isEffective({ status: "approved", effectiveAt: now }, now)).toBe(false);
  });

  it("leaves nothing after rejection and withdrawal", () => {
    for (const move of Object.values(MOVES)) {
      expect(move.from).not.toContain("rejected");
      expect(move.from).not.toContain("withdrawn");
    }
  });
});

describe("changeTenths", () => {
  it.each([
    [990, 1090, 101],
    [4990, 5490, 100],
    [2000, 2400, 200],
    [1000, 1, -999],
    [3, 4, 333],
    [3, 2, -333],
    [2000, 2001, 1],
    [2001, 2000, 0],
  ])("from %i to %i is %i", (before, after, tenths) => {
    expect(changeTenths(before, after)).toBe(tenths);
  });

  it("is within half a tenth of the true change, and has its sign", () => {
    fc.assert(
      fc.property(amount, amount, (before, after) => {
        const tenths = changeTenths(before, after);
        const exact = ((after - before) / before) * 1000;
        expect(Math.abs(tenths - exact)).toBeLessThanOrEqual(0.5 + Math.abs(exact) * 1e-9);
        expect(Object.is(tenths, -0)).toBe(false);
        if (tenths !== 0) expect(Math.sign(tenths)).toBe(Math.sign(after - before));
      }),
    );
  });

  it("reads the same as the customer's percentage", () => {
    fc.assert(
      fc.property(amount, amount, (before, after) => {
        expect(formatChange(1000 + changeTenths(before, after), 1000)).toBe(formatChange(after, before));
      }),
    );
  });
});

describe("judgement", () => {
  it("is antisymmetric: what is worse one way is better the other", () => {
    const fields = ["priceFen", "quotaTokens", "validDays", "inputMilli", "cachedInputMilli", "outputMilli"] as const;
    const opposite = { worse: "better", better: "worse", same: "same" };
    fc.assert(
      fc.property(fc.constantFrom(...fields), amount, amount, (field, a, b) => {
        expect(judgeField(field, b, a)).toBe(opposite[judgeField(field, a, b)]);
        expect(judgeField(field, a, b) === "same").toBe(a === b);
      }),
    );
  });

  it.each([
    ["priceFen", 990, 1090, "worse"],
    ["quotaTokens", 10, 9, "worse"],
    ["validDays", 90, 91, "better"],
    ["outputMilli", 8000, 9600, "worse"],
  ] as const)("%s from %i to %i is %s", (field, before, after, judgement) => {
    expect(judgeField(field, before, after)).toBe(judgement);
  });

  it("calls a set worse for subscribers only for what subscribers meet", () => {
    const pack = {
      kind: "pack",
      code: "pack-5m",
      name,
      before: { priceFen: 690, quotaTokens: 5, validDays: 90 },
      after: { priceFen: 790, quotaTokens: 5, validDays: 90 },
    } as const;
    const plan = {
      kind: "plan",
      code: "lite-10m",
      name,
      before: { priceFen: 990, quotaTokens: 10 },
      after: { priceFen: 1090, quotaTokens: 20 },
    } as const;
    expect(isWorseForSubscribers([pack])).toBe(false);
    expect(isWorseForSubscribers([pack, plan])).toBe(true);
  });
});

describe("diffItem", () => {
  it("shows changed fields only, in the kind's order", () => {
    const before = { inputMilli: 2000, cachedInputMilli: 400, outputMilli: 8000 };
    const rows = diffItem({
      kind: "weight",
      code: "glm-5",
      name,
      before,
      after: { ...before, outputMilli: 9600, inputMilli: 2400 },
    });
    expect(rows.map((row) => [row.field, row.before, row.after, row.changeTenths, row.judgement])).toEqual([
      ["inputMilli", 2000, 2400, 200, "worse"],
      ["outputMilli", 8000, 9600, 200, "worse"],
    ]);
  });

  it("stays exact at the limits", () => {
    expect(changeTenths(1, TERM_LIMITS.quotaTokens)).toBe((TERM_LIMITS.quotaTokens - 1) * 1000);
  });
});

describe("numbers", () => {
  it("counts within the year and does not stop at 999", () => {
    expect(changeSetNumber(2026, 14)).toBe("PC-2026-014");
    expect(changeSetNumber(2026, 1000)).toMatch(CHANGE_SET_NUMBER);
  });
});
