import { Agent } from "undici";
import type { CallRecord } from "./call-record";
import { makeCall } from "./make-call";
import type { ChaosAccount, ChaosKey } from "./open-world";
import { MODELS } from "./plan-call";
import { PROTOCOLS } from "./protocols";

/** Makes one small call with a key on every node, so that each of them knows the key, or shows that it has forgotten it. */
export type Probe = (account: ChaosAccount, key: ChaosKey) => Promise<void>;

export function probeNodes(nodeUrls: readonly string[], records: CallRecord[]): Probe {
  const dispatcher = new Agent({ connections: 8 });
  const plan = {
    accountTurn: 0,
    keyTurn: 0,
    protocol: PROTOCOLS[0],
    model: MODELS[0],
    prompt: "What is a token?",
    outputLimit: 8,
    streamed: false,
    order: null,
    leavesAfterMs: null,
  };
  return async ({ index }, { keyId, secret }) => {
    const caller = { account: index, keyId, secret };
    await Promise.all(
      nodeUrls.map(async (url, node) => {
        records.push(await makeCall({ ...plan, node }, caller, { url, dispatcher }));
      }),
    );
  };
}
