import { describe, expect, test } from "vitest";
import { CELLS, cellOf, cellText, parseCellText } from "@/lib/ids/cell";
import { idMs, newId, parseId, showId } from "@/lib/ids/ids";
import { toInstant } from "@/lib/time/calendar";

/** PostgreSQL's hashint4: Bob Jenkins' final mix over one 32-bit word, as in hash_bytes_uint32. */
function hashint4(value: number): number {
  const rot = (x: number, k: number) => ((x << k) | (x >>> (32 - k))) >>> 0;
  let a = (0x9e3779b9 + 4 + 3923095) >>> 0;
  let b = a;
  let c = a;
  a = (a + value) >>> 0;
  c = ((c ^ b) - rot(b, 14)) >>> 0;
  a = ((a ^ c) - rot(c, 11)) >>> 0;
  b = ((b ^ a) - rot(a, 25)) >>> 0;
  c = ((c ^ b) - rot(b, 16)) >>> 0;
  a = ((a ^ c) - rot(c, 4)) >>> 0;
  b = ((b ^ a) - rot(a, 14)) >>> 0;
  c = ((c ^ b) - rot(b, 24)) >>> 0;
  return c | 0;
}

describe("cells", () => {
  test("fall into 64 different shards of 64, and two into each of 32", () => {
    const shardOf = (cell: number, shards: number) => Math.floor((hashint4(cell) + 2 ** 31) / (2 ** 32 / shards));
    expect(new Set(CELLS.map((cell) => shardOf(cell, 64))).size).toBe(64);
    expect(new Set(CELLS.map((cell) => shardOf(cell, 32))).size).toBe(32);
  });

  test("never change for a key", () => {
    expect(cellOf("018f6d2e-7b1c-7a10-8c55-0123456789ab")).toBe(cellOf("018f6d2e-7b1c-7a10-8c55-0123456789ab"));
    expect([cellOf("+8617000000001"), cellOf("+8617000000002"), cellOf("a")]).toMatchInlineSnapshot(`
      [
        36,
        80,
        83,
      ]
    `);
  });

  test("are spread evenly by ids", () => {
    const counts = new Map<number, number>();
    for (let made = 0; made < 6_400; made += 1) {
      const cell = cellOf(newId("acc", toInstant("2026-05-20T00:00:00Z")));
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    expect(counts.size).toBe(64);
    expect(Math.max(...counts.values())).toBeLessThan(200);
  });

  test("read back from their text; anything else is refused", () => {
    for (const cell of CELLS) expect(parseCellText(cellText(cell))).toBe(cell);
    for (const bad of ["", "1", "zz", "0e", "001", "ÿÿ"]) expect(parseCellText(bad)).toBeNull();
  });
});

describe("ids", () => {
  test("carry their instant and go through their public form", () => {
    const at = toInstant("2026-05-20T06:32:00.123Z");
    const id = newId("evt", at);
    expect(idMs(id)).toBe(at.getTime());
    expect(parseId("evt", showId("evt", id))).toBe(id);
    expect(parseId("acc", showId("evt", id))).toBeNull();
    expect(parseId("evt", "evt_nothex")).toBeNull();
  });
});
