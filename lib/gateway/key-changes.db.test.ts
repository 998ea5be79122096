import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { poolSql } from "@/lib/db/sql";
import type { Gateway } from "@/lib/gateway/start-gateway";
import { type Id, parseId } from "@/lib/ids/ids";
import { changeKey } from "@/lib/keys/change-key";
import { NO_LIMITS } from "@/lib/keys/key-limits";
import { revokeKey } from "@/lib/keys/revoke-key";
import { rotateKey } from "@/lib/keys/rotate-key";
import { contextOf, makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeKey, seedTestCatalogue, startTestGateway } from "@/lib/testing/start-test-gateway";
import { setTestClock } from "@/lib/testing/test-clock";
import { addSeconds } from "@/lib/testing/instants";
import { businessNow, steadyMs } from "@/lib/time/clock";

/** A change to a key holds for every request that begins later than this after its commit, on every node. */
const HOLDS_WITHIN_MS = 1_000;

let nodes: Gateway[];

beforeAll(async () => {
  await seedTestCatalogue();
  nodes = [await startTestGateway(), await startTestGateway()];
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
});

const ask = async (node: Gateway, secret: string, headers: Record<string, string> = {}) =>
  (await fetch(`${node.url}/v1/models`, { headers: { authorization: `Bearer ${secret}`, ...headers } })).status;

const askBoth = (secret: string) => Promise.all(nodes.map((node) => ask(node, secret)));

interface Owned {
  account: TestAccount;
  id: Id<"key">;
  secret: string;
}

async function ownedKey(): Promise<Owned> {
  const account = await makeAccount();
  const { keyId, secret } = await makeKey(account);
  const id = parseId("key", keyId);
  if (!id) throw new Error("not a key's id");
  // Both nodes know the key from now on.
  expect(await askBoth(secret)).toEqual([200, 200]);
  return { account, id, secret };
}

/** Asks both nodes again and again, and finds how late after `changed` a request began that was still let in. */
async function latestAdmission(secret: string, changedMs: number): Promise<{ latestMs: number; refusals: number }> {
  let latestMs = 0;
  let refusals = 0;
  await Promise.all(
    nodes.map(async (node) => {
      for (;;) {
        const beganMs = steadyMs() - changedMs;
        const status = await ask(node, secret);
        if (status === 200) latestMs = Math.max(latestMs, beganMs);
        else refusals += 1;
        if (beganMs > HOLDS_WITHIN_MS + 200) return;
      }
    }),
  );
  return { latestMs, refusals };
}

const cutListeners = () =>
  poolSql(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tokenhall-listen' AND datname = current_database()",
  );

describe("a rotated key", () => {
  it("works by both secrets until the overlap is over, on nodes that had it in their caches too", async () => {
    const { account, id, secret: former } = await ownedKey();
    const now = businessNow();
    await setTestClock(now);
    const rotation = { keyId: id, overlapSeconds: 3_600 as const, requestKey: "rotation-in-a-test" };
    const { secret } = await rotateKey(contextOf(account.actor, now), rotation);
    expect(await askBoth(secret)).toEqual([200, 200]);
    await setTestClock(addSeconds(now, 3_599));
    expect(await askBoth(former)).toEqual([200, 200]);
    await setTestClock(addSeconds(now, 3_600));
    expect(await askBoth(former)).toEqual([401, 401]);
    expect(await askBoth(secret)).toEqual([200, 200]);
    await setTestClock(null);
  });

  it("without overlap refuses the former secret at once", async () => {
    const { account, id, secret: former } = await ownedKey();
    const rotation = { keyId: id, overlapSeconds: 0 as const, requestKey: "rotation-at-once" };
    const { secret } = await rotateKey(contextOf(account.actor), rotation);
    expect(await askBoth(secret)).toEqual([200, 200]);
    await expect.poll(() => askBoth(former), { timeout: HOLDS_WITHIN_MS }).toEqual([401, 401]);
  });
});

describe("changed limits", () => {
  it("hold on every node: another address, an earlier end", async () => {
    const { account, id, secret } = await ownedKey();
    const change = (limits: object) =>
      changeKey(contextOf(account.actor), { ...NO_LIMITS, ...limits, keyId: id, name: "changed" });
    await change({ allowedAddresses: ["203.0.113.7"] });
    await expect.poll(() => askBoth(secret), { timeout: HOLDS_WITHIN_MS }).toEqual([403, 403]);
    await change({ allowedAddresses: ["203.0.113.7", "127.0.0.0/8"] });
    await expect.poll(() => askBoth(secret), { timeout: HOLDS_WITHIN_MS }).toEqual([200, 200]);
  });

  it("end a key at its very instant, cached or not, and only there", async () => {
    const account = await makeAccount();
    const now = businessNow();
    await setTestClock(now);
    const { secret } = await makeKey(account, { expiresAt: addSeconds(now, 60) });
    expect(await askBoth(secret)).toEqual([200, 200]);
    await setTestClock(addSeconds(now, 59.999));
    expect(await askBoth(secret)).toEqual([200, 200]);
    await setTestClock(addSeconds(now, 60));
    const answer = await fetch(`${nodes[0]?.url}/v1/models`, { headers: { authorization: `Bearer ${secret}` } });
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { error: expect.objectContaining({ code: "api_key_expired", message: expect.stringContaining("expired") }) },
    ]);
    await setTestClock(null);
  });
});

describe("how a key is sent", () => {
  it("takes x-api-key where there is no bearer, and names the peer it refuses", async () => {
    const account = await makeAccount();
    const [node] = nodes;
    const { secret } = await makeKey(account);
    const send = (headers: Record<string, string>) => fetch(`${node?.url}/v1/models`, { headers });
    expect((await send({ "x-api-key": secret })).status).toBe(200);
    expect((await send({ "x-api-key": `${secret}x` })).status).toBe(401);
    expect((await send({})).status).toBe(401);
    const { secret: elsewhere } = await makeKey(account, { allowedAddresses: ["2001:db8::/32"] });
    const refused = await send({ authorization: `Bearer ${elsewhere}` });
    expect([refused.status, await refused.json()]).toEqual([
      403,
      {
        error: expect.objectContaining({ code: "address_not_allowed", message: expect.stringContaining("127.0.0.1") }),
      },
    ]);
  });
});

// Last, because an address that sends so many refused keys is soon answered 429.
describe("a revoked key", () => {
  it("is refused by every node as soon as the notice is there", async () => {
    const { account, id, secret } = await ownedKey();
    await revokeKey(contextOf(account.actor), { keyId: id });
    await expect.poll(() => askBoth(secret), { timeout: HOLDS_WITHIN_MS }).toEqual([401, 401]);
  });

  it.each<[string, (key: Owned) => Promise<unknown>]>([
    [
      "the listening connections were cut",
      async ({ account, id }) => {
        await cutListeners();
        await revokeKey(contextOf(account.actor), { keyId: id });
      },
    ],
    [
      "no notice was ever sent",
      ({ account, id }) =>
        poolSql("UPDATE api_key SET revoked_at = $3 WHERE cell = $1 AND id = $2", [account.cell, id, businessNow()]),
    ],
    [
      "its account was frozen without a notice",
      ({ account }) =>
        poolSql("UPDATE account SET status = 'frozen' WHERE cell = $1 AND id = $2", [account.cell, account.accountId]),
    ],
  ])("is refused within a second when %s", async (_how, stop) => {
    const key = await ownedKey();
    await stop(key);
    const { latestMs, refusals } = await latestAdmission(key.secret, steadyMs());
    expect(latestMs).toBeLessThanOrEqual(HOLDS_WITHIN_MS);
    expect(refusals).toBeGreaterThan(0);
  });
});
