import type { SandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";
import { NODES } from "./plan-disturbances";
import type { Prng } from "./prng";
import type { CallContent, Protocol } from "./protocols";

/** One call as it is meant; what becomes of it is in its CallRecord. */
export interface CallPlan extends CallContent {
  node: number;
  /** From 0 to below 1: which account, and which of its keys. */
  accountTurn: number;
  keyTurn: number;
  protocol: Protocol;
  /** The client hangs up after so long; null when it waits for the end. */
  leavesAfterMs: number | null;
}

/** The last two may pay with buckets limited to their family. */
export const MODELS = ["telechat-3", "deepseek-v3.2", "glm-5", "hunyuan-turbo", "qwen-max"] as const;

const QUESTIONS = [
  "What is a token?",
  "套餐怎么扣？",
  "What are weights, and how do they change?",
  "怎么接入？请一步一步说。",
  "Summarise: ".padEnd(900, "the quick brown fox "),
] as const;

const FAULTS = [
  "error-500",
  "error-429",
  "error-400",
  "cut-stream",
  "no-usage",
  "zero-usage",
  "error-in-stream",
  "error-mid-stream",
  "malformed",
  "overlong",
  "tool-call",
] as const satisfies readonly SandboxOrder[];
/** These never end by themselves. */
const HANGS = ["hang", "hang-mid-stream"] as const satisfies readonly SandboxOrder[];

/** The next call of a load. The protocols offered are part of the plan: another list, another sequence. */
export function planCall(chance: Prng, protocols: readonly [Protocol, ...Protocol[]]): CallPlan {
  // Chat is what most customers speak.
  const protocol = chance.chance(0.5) ? protocols[0] : chance.pick(protocols);
  const order = planOrder(chance);
  const isHanging = HANGS.some((hang) => hang === order);
  return {
    node: chance.integer(0, NODES - 1),
    // A few accounts make much of the traffic.
    accountTurn: chance.next() ** 2,
    keyTurn: chance.next(),
    protocol,
    model: chance.pick(MODELS),
    prompt: chance.pick(QUESTIONS),
    outputLimit: chance.pick([8, 16, 40, 60, 120]),
    streamed: protocol.streams && chance.chance(0.5),
    order,
    leavesAfterMs: isHanging ? chance.integer(500, 1_500) : chance.chance(0.08) ? chance.integer(5, 900) : null,
  };
}

function planOrder(chance: Prng): SandboxOrder | null {
  const draw = chance.next();
  if (draw < 0.12) return chance.pick(FAULTS);
  if (draw < 0.14) return chance.pick(HANGS);
  if (draw < 0.3) return "exact";
  return null;
}
