import type { AnswerMeter } from "@/lib/gateway/answer-meter";
import type { ErrorForm } from "@/lib/gateway/apis/error-form";
import type { UpstreamApi } from "@/lib/upstreams/api";

/** A protocol of /v1: everything in which it differs from the others. Charging knows nothing of it. */
export interface GatewayApi {
  readonly api: UpstreamApi;
  readonly errors: ErrorForm;
  /** Headers of the caller that go to upstream as they are. */
  readonly passedHeaders: readonly string[];
  /** Reads a request. Throws invalidJson or invalidValue, which name what is wrong. */
  parse(text: string): ApiRequest;
}

/** One request: the fields the gateway interprets. Everything else passes through untouched. */
export interface ApiRequest {
  readonly model: string;
  readonly streamed: boolean;
  /** How many prompts it carries; each may fill the model's context. */
  readonly prompts: number;
  /** How many answers are written, each up to the output limit. */
  readonly choices: number;
  /** The output limit per answer that was asked for; null for the model's default. */
  readonly askedOutputTokens: number | null;
  /** A true upper bound of the input: counted where that is cheap. Infinite where it cannot be known from the request. */
  boundInput(): number;
  /** The input counted, whatever its length. What cannot be seen counts nothing. */
  countInput(): number;
  /** The request as upstream gets it: its name of the model, the limit that is paid for, and usage always reported. */
  upstreamBody(upstreamModel: string, outputLimit: number): string;
  /** Reads one attempt at an answer, shown under this name of the model. */
  newMeter(): AnswerMeter;
}
