import { describe, expect, it } from "vitest";
import { lowestUnitPrice, recommendOffer } from "./recommend-offer";

const plans = [
  { code: "lite", priceFen: 990, quotaTokens: 10_000_000 },
  { code: "standard", priceFen: 2990, quotaTokens: 40_000_000 },
  { code: "premium", priceFen: 4990, quotaTokens: 80_000_000 },
  { code: "dev-large", priceFen: 29_990, quotaTokens: 150_000_000 },
];
const packs = [
  { code: "pack-5m", priceFen: 690, quotaTokens: 5_000_000 },
  { code: "pack-20m", priceFen: 1990, quotaTokens: 20_000_000 },
];
const payAsYouGo = { code: "payg", priceFen: 100, quotaTokens: 250_000 };
const onSale = { plans, packs, payAsYouGo };

describe("recommendOffer", () => {
  it("recommends nothing for no need", () => {
    expect(recommendOffer(0, onSale)).toBeNull();
  });

  it("says pay as you go while that is the cheapest", () => {
    expect(recommendOffer(1_000_001, onSale)).toEqual({
      planCode: null,
      packs: null,
      priceFen: 500,
      quotaTokens: 1_250_000,
      savedFen: 0,
    });
  });

  it("takes the smallest plan that covers the month, to the last token", () => {
    expect(recommendOffer(22_416_000, onSale)).toMatchObject({
      planCode: "standard",
      packs: null,
      savedFen: 9000 - 2990,
    });
    expect(recommendOffer(40_000_000, onSale)?.planCode).toBe("standard");
    expect(recommendOffer(40_000_001, onSale)?.planCode).toBe("premium");
  });

  it("adds packs to the plan with the lowest unit price, where a larger plan would cost more", () => {
    expect(recommendOffer(100_000_000, onSale)).toMatchObject({
      planCode: "premium",
      packs: { code: "pack-20m", count: 1 },
      priceFen: 6980,
    });
    expect(recommendOffer(85_000_000, onSale)).toMatchObject({ packs: { code: "pack-5m", count: 1 }, priceFen: 5680 });
  });

  it("does without packs or plans where none is on sale", () => {
    expect(recommendOffer(100_000_000, { ...onSale, packs: [] })?.planCode).toBe("dev-large");
    expect(recommendOffer(200_000_000, { plans: [], packs, payAsYouGo })?.planCode).toBeNull();
  });
});

describe("lowestUnitPrice", () => {
  it("compares without rounding", () => {
    expect(lowestUnitPrice(plans)?.code).toBe("premium");
    expect(lowestUnitPrice([])).toBeNull();
  });
});
