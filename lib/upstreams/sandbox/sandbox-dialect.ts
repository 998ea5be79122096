import type { ChatPrompt } from "@/lib/tokens/prompt-texts";
import type { SandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";

/** What a request of any protocol asks of the sandbox. */
export interface SandboxAsk {
  model: string;
  order: SandboxOrder | null;
  streamed: boolean;
  /** Whether a stream tells its usage. */
  wantsUsage: boolean;
  /** What is counted and looked for in the prompt cache. */
  prompt: ChatPrompt;
  promptTokens: number;
  /** A text is written to each; what it begins with, where the prompt is to be repeated. */
  questions: readonly { text: string; echoed: string }[];
  /** How many texts are written for each that is given back. */
  writtenPerText: number;
  limit: number | null;
  asJson: boolean;
  /** The first tool on offer; null where the protocol has none. */
  toolName: string | null;
}

export interface SandboxUsage {
  inputTokens: number;
  /** Part of the input. */
  cachedTokens: number;
  outputTokens: number;
}

export interface SandboxAnswer {
  /** One per question; empty when the answer is a tool call. */
  texts: readonly string[];
  toolCall: { id: string; name: string; arguments: string } | null;
  /** The limit has cut it off. */
  isCut: boolean;
  /** Null when told not to report it. */
  usage: SandboxUsage | null;
}

/** The frames of a streamed answer, in order: opening, pieces of each text, closing. */
export interface SandboxFrames {
  opening: readonly string[];
  piece: (index: number, text: string) => string;
  closing: readonly string[];
}

/** A protocol as the sandbox speaks it. */
export interface SandboxDialect<A extends SandboxAsk = SandboxAsk> {
  /** Null for what is no request of the protocol. */
  read(body: unknown): A | null;
  whole(answer: SandboxAnswer, ask: A): object;
  /** Null where nothing is streamed. */
  frames: ((answer: SandboxAnswer, ask: A) => SandboxFrames) | null;
  errorBody(status: number, message: string, code: string | null): object;
  /** An error inside a stream that has begun. */
  errorFrame: string;
}
