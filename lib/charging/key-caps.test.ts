import { describe, expect, test } from "vitest";
import { capResetsAt, KeyRooms, type KeyStanding, narrowestCap } from "@/lib/charging/key-caps";
import { toInstant } from "@/lib/time/calendar";

const standing = (caps: Partial<KeyStanding["caps"]>, spent = { day: 40, month: 90, total: 400 }): KeyStanding => ({
  keyId: "key",
  day: "2026-05-31",
  caps: { day: null, month: null, total: null, ...caps },
  spent,
  heldTokens: 5,
});

const NOON = toInstant("2026-05-31T04:00:00Z");
const NEXT_DAY = toInstant("2026-05-31T16:00:00Z");

describe("narrowestCap", () => {
  test("is the window that leaves least after what is spent and held", () => {
    expect(narrowestCap(standing({ day: 100, month: 130, total: 1_000 }))).toMatchObject({
      window: "month",
      leftTokens: 35,
    });
    expect(narrowestCap(standing({ day: 50, month: 130 }))).toMatchObject({
      window: "day",
      leftTokens: 5,
      spentTokens: 40,
    });
  });

  test("is nothing without caps, and never below zero after a cap was lowered", () => {
    expect(narrowestCap(standing({}))).toBeNull();
    expect(narrowestCap(standing({ total: 300 }))).toMatchObject({ window: "total", leftTokens: 0 });
  });

  test("names the longer window of two that leave the same: it opens later", () => {
    expect(narrowestCap(standing({ day: 45, total: 405 }))?.window).toBe("total");
  });
});

test("caps open again at midnight in Shanghai, of the next day or month; a total never does", () => {
  expect(capResetsAt("day", NOON)).toEqual(NEXT_DAY);
  expect(capResetsAt("month", NOON)).toEqual(NEXT_DAY);
  expect(capResetsAt("month", NEXT_DAY)).toEqual(toInstant("2026-06-30T16:00:00Z"));
  expect(capResetsAt("total", NOON)).toBeNull();
});

describe("KeyRooms", () => {
  test("take from every window of the day on which the call happened", () => {
    const rooms = new KeyRooms([
      standing({ day: 100, month: 200, total: 1_000 }),
      { ...standing({ day: 100, month: 200, total: 1_000 }, { day: 0, month: 0, total: 400 }), day: "2026-06-01" },
    ]);
    const may = { keyId: "key", occurredAt: NOON };
    const june = { keyId: "key", occurredAt: NEXT_DAY };
    expect([rooms.leftFor(may), rooms.leftFor(june)]).toEqual([55, 95]);
    rooms.take(may, 30);
    expect([rooms.leftFor(may), rooms.leftFor(june)]).toEqual([25, 95]);
    rooms.take(june, 90);
    expect([rooms.leftFor(may), rooms.leftFor(june)]).toEqual([25, 5]);
  });

  test("held tokens counted against every window, and once spent against those of their day alone", () => {
    const caps = { day: 100, month: 200, total: 1_000 };
    const rooms = new KeyRooms([
      { ...standing(caps, { day: 0, month: 0, total: 0 }), heldTokens: 60 },
      { ...standing(caps, { day: 0, month: 0, total: 0 }), heldTokens: 60, day: "2026-06-01" },
    ]);
    rooms.takeHeld({ keyId: "key", occurredAt: NOON }, 50);
    const left = [NOON, NEXT_DAY].map((occurredAt) => rooms.leftFor({ keyId: "key", occurredAt }));
    expect(left).toEqual([40, 90]);
  });

  test("a key without caps may spend whatever there is", () => {
    expect(new KeyRooms([]).leftFor({ keyId: "other", occurredAt: NOON })).toBe(Number.MAX_SAFE_INTEGER);
  });
});
