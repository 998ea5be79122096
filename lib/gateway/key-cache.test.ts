import { beforeEach, describe, expect, it, vi } from "vitest";
import { KeyCache } from "@/lib/gateway/key-cache";
import type { GatewayKey } from "@/lib/keys/find-key-by-hmac";
import { gatewayKey } from "@/lib/testing/gateway-key";
import { toInstant } from "@/lib/time/calendar";

const KEY = gatewayKey();
const AT = toInstant("2026-11-24T00:00:00Z");

let nowMs: number;
const look = vi.fn<(cell: number, hmac: string, at: Date) => Promise<GatewayKey | null>>();
const cache = () => new KeyCache(look, 3_000, () => nowMs);

beforeEach(() => {
  nowMs = 0;
  look.mockReset().mockResolvedValue(KEY);
});

describe("KeyCache", () => {
  it("looks a key up once for those who ask together and shortly after", async () => {
    const keys = cache();
    await Promise.all([keys.find(1, "h", AT), keys.find(1, "h", AT)]);
    nowMs = 2_999;
    await keys.find(1, "h", AT);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it("looks again after its time, and at once after a revocation", async () => {
    const keys = cache();
    await keys.find(1, "h", AT);
    nowMs = 3_001;
    await keys.find(1, "h", AT);
    look.mockResolvedValue(null);
    keys.forget("h");
    await expect(keys.find(1, "h", AT)).resolves.toBeNull();
    expect(look).toHaveBeenCalledTimes(3);
  });

  it("counts its time from the beginning of the look-up", async () => {
    const keys = cache();
    look.mockImplementationOnce(async () => {
      nowMs = 2_000;
      return KEY;
    });
    await keys.find(1, "h", AT);
    nowMs = 3_000;
    await keys.find(1, "h", AT);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it("does not keep what a look-up found that began before the revocation", async () => {
    const keys = cache();
    const early = keys.find(1, "h", AT);
    keys.forget("h");
    await early;
    look.mockResolvedValue(null);
    await expect(keys.find(1, "h", AT)).resolves.toBeNull();
  });

  it("keeps neither unknown keys nor failures", async () => {
    const keys = cache();
    look.mockResolvedValueOnce(null).mockRejectedValueOnce(new Error("away"));
    await expect(keys.find(1, "h", AT)).resolves.toBeNull();
    await expect(keys.find(1, "h", AT)).rejects.toThrow("away");
    await expect(keys.find(1, "h", AT)).resolves.toEqual(KEY);
  });

  it("forgets everything when notices may have been missed", async () => {
    const keys = cache();
    await keys.find(1, "h", AT);
    keys.forgetAll();
    await keys.find(1, "h", AT);
    expect(look).toHaveBeenCalledTimes(2);
  });
});
