import { describe, expect, it, vi } from "vitest";
import { RouteTable } from "@/lib/gateway/route-table";
import type { UpstreamApi } from "@/lib/upstreams/api";
import type { Route } from "@/lib/upstreams/find-routes";

const route = (upstreamCode: string, apis: UpstreamApi[]): Route => ({
  upstreamCode,
  baseUrl: "http://127.0.0.1",
  apiKey: null,
  upstreamModel: "m",
  apis,
  priority: 0,
  weight: 1,
  timeouts: { connectMs: null, firstByteMs: null, idleMs: null },
});

/** A table over `read`, and a clock that a test moves. */
function makeTable() {
  const read = vi.fn(async () => new Map([["m", [route(`reading-${read.mock.calls.length}`, ["chat"])]]]));
  const clock = { nowMs: 0 };
  const table = new RouteTable(read, () => clock.nowMs);
  const served = async () => (await table.of("m"))[0]?.upstreamCode;
  return { read, clock, table, served };
}

describe("RouteTable", () => {
  it("reads once for many calls, and again after some seconds without making anybody wait", async () => {
    const { read, clock, served } = makeTable();
    expect(await Promise.all([served(), served(), served()])).toEqual(["reading-1", "reading-1", "reading-1"]);
    clock.nowMs = 5_001;
    expect(await Promise.all([served(), served()])).toEqual(["reading-1", "reading-1"]);
    expect(read).toHaveBeenCalledTimes(2);
    await expect.poll(served).toBe("reading-2");
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("goes on by what it has while the database is away, but not for long", async () => {
    const { read, clock, served } = makeTable();
    await served();
    read.mockRejectedValue(new Error("away"));
    clock.nowMs = 20_000;
    expect(await served()).toBe("reading-1");
    clock.nowMs = 30_001;
    await expect(served()).rejects.toThrow("away");
    read.mockResolvedValue(new Map([["m", [route("back", ["chat"])]]]));
    expect(await served()).toBe("back");
  });

  it("does not serve by what nobody has asked for in a long time", async () => {
    const { clock, served } = makeTable();
    await served();
    clock.nowMs = 3_600_000;
    expect(await served()).toBe("reading-2");
  });

  it("leaves out the routes that do not speak a protocol", async () => {
    const routes = [route("both", ["chat", "messages"]), route("chat", ["chat"])];
    const table = new RouteTable(
      async () => new Map([["m", routes]]),
      () => 0,
    );
    const codes = async (api?: UpstreamApi) => (await table.of("m", api)).map(({ upstreamCode }) => upstreamCode);
    expect(await codes()).toEqual(["both", "chat"]);
    expect(await codes("messages")).toEqual(["both"]);
    expect(await codes("embeddings")).toEqual([]);
    expect(await table.of("unknown", "chat")).toEqual([]);
  });
});
