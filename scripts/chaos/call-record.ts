import type { UpstreamApi } from "@/lib/upstreams/api";
import type { SandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";
import type { SeenUsage } from "./protocols";

/** Upstream fails, whatever the caller does: nobody is charged. */
export const ALWAYS_FAILING: ReadonlySet<SandboxOrder | null> = new Set([
  "error-500",
  "error-429",
  "error-400",
  "cut-stream",
  "error-in-stream",
  "error-mid-stream",
  "malformed",
]);

/** How a call ended for its client: the whole answer, an error of the protocol, a broken connection, or it left itself. */
export type CallEnd = "whole" | "error" | "broken" | "left" | "unreachable";

/** What a client saw of one call. */
export interface CallRecord {
  node: number;
  account: number;
  keyId: string;
  api: UpstreamApi;
  model: string;
  order: SandboxOrder | null;
  streamed: boolean;
  /** System time. */
  sentMs: number;
  endedMs: number;
  end: CallEnd;
  /** Null without an answer's head. */
  status: number | null;
  requestId: string | null;
  /** Of an error: its code in the protocol's error object. */
  errorCode: string | null;
  /** Plan tokens, where the answer says so. */
  chargedTokens: number | null;
  weightVersionNo: number | null;
  usage: SeenUsage | null;
  /** Of an answer that did not come to its end: prompt and the text that came, by our tokenizer. */
  seenInputTokens: number;
  seenOutputTokens: number;
}
