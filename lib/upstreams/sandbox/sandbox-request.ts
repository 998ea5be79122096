import { z } from "zod";

/** What the sandbox reads of a chat request; everything else is allowed and ignored. */
export const SandboxRequest = z.looseObject({
  model: z.string(),
  messages: z.array(z.unknown()).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.int().min(1).max(8).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  user: z.string().nullish(),
  tools: z.array(z.unknown()).nullish(),
  response_format: z.unknown().optional(),
});

export type SandboxRequest = z.infer<typeof SandboxRequest>;

/** What a request may ask of the sandbox by `"user":"sandbox:NAME"`. */
export const SANDBOX_ORDERS = [
  /** answers 500 */
  "error-500",
  /** answers 429 */
  "error-429",
  /** answers 400, as an upstream does whose context is too small */
  "error-400",
  /** takes the request and never answers */
  "hang",
  /** begins a stream and then falls silent */
  "hang-mid-stream",
  /** breaks the connection in the middle of the answer */
  "cut-stream",
  /** ends well, but never says what was used */
  "no-usage",
  /** says that nothing was used */
  "zero-usage",
  /** writes exactly `max_tokens` tokens, counted by the gateway's tokenizer */
  "exact",
  /** answers 200 and then an error event */
  "error-in-stream",
  /** begins well, then sends an error event */
  "error-mid-stream",
  /** answers 200 with what is not the protocol */
  "malformed",
  /** reports more output than `max_tokens` allowed */
  "overlong",
  /** answers by a tool call, without text */
  "tool-call",
  /** takes its time before the first byte and between pieces */
  "slow",
] as const;

export type SandboxOrder = (typeof SANDBOX_ORDERS)[number];

/** The order inside a `user` field; null when the request asks for nothing special. */
export function sandboxOrder(user: string | null | undefined): SandboxOrder | null {
  return SANDBOX_ORDERS.find((order) => user === `sandbox:${order}`) ?? null;
}
