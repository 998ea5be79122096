import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { poolSql } from "@/lib/db/sql";
import type { Gateway } from "@/lib/gateway/start-gateway";
import type { KeyLimitsOfInput } from "@/lib/keys/key-limits-input";
import { makeAccount } from "@/lib/testing/make-account";
import { makeKey, seedTestCatalogue, startTestGateway } from "@/lib/testing/start-test-gateway";

let nodes: Gateway[];

beforeAll(async () => {
  await seedTestCatalogue();
  nodes = [await startTestGateway(), await startTestGateway()];
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
});

async function secretWith(limits: KeyLimitsOfInput): Promise<string> {
  return (await makeKey(await makeAccount(), limits)).secret;
}

const ask = (node: Gateway | undefined, secret: string) =>
  fetch(`${node?.url}/v1/models`, { headers: { authorization: `Bearer ${secret}` } });

/** The minute of the database's clock before and after some work: work that crosses its end is done once more. */
async function inOneMinute<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 2; tries += 1) {
    const before = await minuteNow();
    const result = await work();
    if ((await minuteNow()) === before) return result;
  }
  throw new Error("the work takes longer than a minute");
}

async function minuteNow(): Promise<string> {
  return JSON.stringify(await poolSql("SELECT date_trunc('minute', now()) AS minute"));
}

describe("requests per minute", () => {
  it("hold over two nodes that are asked by many at once, to the last request", async () => {
    const statuses = await inOneMinute(async () => {
      const secret = await secretWith({ requestsPerMinute: 21 });
      const answers = Array.from({ length: 80 }, (_, index) => ask(nodes[index % 2], secret));
      return (await Promise.all(answers)).map(({ status }) => status);
    });
    expect(statuses.filter((status) => status === 200)).toHaveLength(21);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });

  it("are refused with the limit and the seconds until it begins anew", async () => {
    const refused = await inOneMinute(async () => {
      const secret = await secretWith({ requestsPerMinute: 1 });
      await ask(nodes[0], secret);
      return ask(nodes[1], secret);
    });
    const body: { error: { seconds: number } } = await refused.json();
    expect([refused.status, body]).toEqual([
      429,
      { error: expect.objectContaining({ code: "rate_limit_exceeded", type: "requests", limit: 1 }) },
    ]);
    expect(refused.headers.get("retry-after")).toBe(String(body.error.seconds));
    expect(body.error.seconds).toBeGreaterThan(0);
    expect(body.error.seconds).toBeLessThanOrEqual(60);
  });

  it("leave keys without limits out of the database", async () => {
    const secret = await secretWith({});
    const before = await poolSql("SELECT count(*) FROM key_minute");
    expect((await ask(nodes[0], secret)).status).toBe(200);
    expect(await poolSql("SELECT count(*) FROM key_minute")).toEqual(before);
  });
});
