/** What a request may ask of the sandbox by `"user":"sandbox:NAME"`; of messages also by `metadata.user_id`. */
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
  /** writes exactly as many tokens as the limit allows, counted by the gateway's tokenizer */
  "exact",
  /** answers 200 and then an error event */
  "error-in-stream",
  /** begins well, then sends an error event */
  "error-mid-stream",
  /** answers 200 with what is not the protocol */
  "malformed",
  /** reports more output than the limit allowed */
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
