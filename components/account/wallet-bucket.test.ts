import { describe, expect, it } from "vitest";
import { walletBucketState, walletTurns } from "./wallet-bucket";

const NOW = "2026-05-20T06:32:00.000Z";
const state = (leftTokens: number, expiresAt: string) => walletBucketState({ leftTokens, expiresAt }, NOW);

describe("walletBucketState", () => {
  it("is active until seven days are left", () => {
    expect(state(1, "2026-05-28T16:00:00.000Z")).toBe("active");
    expect(state(1, "2026-05-27T16:00:00.000Z")).toBe("expiring");
    expect(state(1, "2026-05-20T16:00:00.000Z")).toBe("expiring");
  });

  it("is over at its last instant, or when nothing is left", () => {
    expect(state(1, NOW)).toBe("expired");
    expect(state(0, "2026-05-28T16:00:00.000Z")).toBe("usedUp");
    expect(state(0, NOW)).toBe("usedUp");
  });
});

describe("walletTurns", () => {
  const open = { modelScope: [] };
  const limited = { modelScope: ["hunyuan-*"] };

  it("marks the bucket that pays next", () => {
    expect(walletTurns([open, open])).toEqual(["all", null]);
  });

  it("marks two when the first pays for some models only", () => {
    expect(walletTurns([limited, limited, open, open])).toEqual(["scoped", null, "others", null]);
  });

  it("marks one when there are only limited buckets, none when there are none", () => {
    expect(walletTurns([limited])).toEqual(["scoped"]);
    expect(walletTurns([])).toEqual([]);
  });
});
