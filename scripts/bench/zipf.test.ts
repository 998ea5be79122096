import { expect, test } from "vitest";
import { seededRandom } from "@/prisma/seed/random";
import { zipf } from "./zipf";

test("ranks come in proportion to 1 ÷ rank", () => {
  const next = zipf(4, 1, seededRandom(1));
  const counts = [0, 0, 0, 0];
  for (let drawn = 0; drawn < 25_000; drawn += 1) counts[next()]! += 1;
  // 12 : 6 : 4 : 3 of 25
  [12_000, 6_000, 4_000, 3_000].forEach((expected, rank) => {
    expect(Math.abs(counts[rank]! - expected)).toBeLessThan(400);
  });
});
