import { expect, it } from "vitest";
import { SpendRate } from "@/lib/gateway/spend-rate";

it("knows what was spent in about the last window, and forgets it with time", () => {
  const rate = new SpendRate(5_000);
  rate.record(100, 10_000);
  rate.record(100, 14_000);
  expect(rate.recent(14_500)).toBe(200);
  expect(rate.recent(17_500)).toBe(100);
  rate.record(40, 17_500);
  expect(rate.recent(20_000)).toBe(40);
  expect(rate.recent(60_000)).toBe(0);
});
