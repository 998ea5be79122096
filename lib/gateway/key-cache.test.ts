import { beforeEach, describe, expect, it, vi } from "vitest";
import { KeyCache } from "@/lib/gateway/key-cache";
import type { GatewayKey } from "@/lib/keys/find-key-by-hmac";

const KEY: GatewayKey = { keyId: "key-1", accountId: "acc-1", accountStatus: "active" };

let nowMs: number;
const look = vi.fn<(cell: number, hmac: string) => Promise<GatewayKey | null>>();
const cache = () => new KeyCache(look, 3_000, () => nowMs);

beforeEach(() => {
  nowMs = 0;
  look.mockReset().mockResolvedValue(KEY);
});

describe("KeyCache", () => {
  it("looks a key up once for those who ask together and shortly after", async () => {
    const keys = cache();
    await Promise.all([keys.find(1, "h"), keys.find(1, "h")]);
    nowMs = 2_999;
    await keys.find(1, "h");
    expect(look).toHaveBeenCalledTimes(1);
  });

  it("looks again after its time, and at once after a revocation", async () => {
    const keys = cache();
    await keys.find(1, "h");
    nowMs = 3_001;
    await keys.find(1, "h");
    look.mockResolvedValue(null);
    keys.forget("h");
    await expect(keys.find(1, "h")).resolves.toBeNull();
    expect(look).toHaveBeenCalledTimes(3);
  });

  it("does not keep what a look-up found that began before the revocation", async () => {
    const keys = cache();
    const early = keys.find(1, "h");
    keys.forget("h");
    await early;
    look.mockResolvedValue(null);
    await expect(keys.find(1, "h")).resolves.toBeNull();
  });

  it("keeps neither unknown keys nor failures", async () => {
    const keys = cache();
    look.mockResolvedValueOnce(null).mockRejectedValueOnce(new Error("away"));
    await expect(keys.find(1, "h")).resolves.toBeNull();
    await expect(keys.find(1, "h")).rejects.toThrow("away");
    await expect(keys.find(1, "h")).resolves.toEqual(KEY);
  });

  it("forgets everything when notices may have been missed", async () => {
    const keys = cache();
    await keys.find(1, "h");
    keys.forgetAll();
    await keys.find(1, "h");
    expect(look).toHaveBeenCalledTimes(2);
  });
});
