import { setTimeout as delay } from "node:timers/promises";
import { Agent } from "undici";
import { systemMs } from "@/lib/time/clock";
import type { CallRecord } from "./call-record";
import { makeCall } from "./make-call";
import type { ChaosAccount } from "./open-world";
import { planCall } from "./plan-call";
import type { Prng } from "./prng";
import type { Protocol } from "./protocols";

export interface Load {
  accounts: readonly ChaosAccount[];
  protocols: readonly [Protocol, ...Protocol[]];
  nodeUrls: readonly string[];
  chance: Prng;
  callsPerSecond: number;
  untilMs: number;
  stopped: AbortSignal;
}

/** More calls than this under way means that the machine cannot keep up: the load waits for it. */
const MOST_UNDER_WAY = 150;

/** Calls the nodes at a steady mean rate until its time is over, waits for the last answer, and returns what was seen. */
export async function runLoad(load: Load, records: CallRecord[]): Promise<void> {
  const agents = load.nodeUrls.map(() => new Agent({ connections: 64, headersTimeout: 60_000, bodyTimeout: 60_000 }));
  const underWay = new Set<Promise<void>>();
  const { chance, untilMs, stopped } = load;
  let dueMs = systemMs();
  while (systemMs() < untilMs && !stopped.aborted) {
    dueMs += chance.gap(1_000 / load.callsPerSecond);
    await delay(Math.max(0, dueMs - systemMs()));
    // A machine that was slow for a while does not catch up in one burst.
    dueMs = Math.max(dueMs, systemMs() - 250);
    if (underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay);
    const plan = planCall(chance, load.protocols);
    const account = load.accounts[Math.floor(plan.accountTurn * load.accounts.length)];
    const key = account?.keys[Math.floor(plan.keyTurn * account.keys.length)];
    const url = load.nodeUrls[plan.node];
    const dispatcher = agents[plan.node];
    if (!account || !key || url === undefined || !dispatcher) throw new Error("a call without anyone to make it");
    const caller = { account: account.index, keyId: key.keyId, secret: key.secret };
    const call = makeCall(plan, caller, { url, dispatcher }).then((record) => {
      records.push(record);
      underWay.delete(call);
    });
    underWay.add(call);
  }
  await Promise.all(underWay);
  await Promise.all(agents.map((agent) => agent.destroy()));
}

/** The protocols that the gateway offers: asked without a key, an address that is there answers with a refusal of the key. */
export async function offeredProtocols(
  url: string,
  known: readonly [Protocol, ...Protocol[]],
): Promise<[Protocol, ...Protocol[]]> {
  const offered: Protocol[] = [];
  for (const protocol of known) {
    const { status } = await fetch(`${url}${protocol.path}`, { method: "POST", body: "{}" });
    if (status === 401) offered.push(protocol);
  }
  const [first, ...others] = offered;
  if (!first) throw new Error("the gateway offers no protocol that the load speaks");
  return [first, ...others];
}
