import { z } from "zod";
import type { ModelUsage } from "@/lib/charging/rate";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { parseJson } from "@/lib/gateway/parse-json";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

const count = z.int().min(0);

const ReportedUsage = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.looseObject({ cached_tokens: count.nullish() }).nullish(),
  // DeepSeek's own field for the same
  prompt_cache_hit_tokens: count.nullish(),
});

const words = z.string().nullish();
const Call = z.looseObject({ name: words, arguments: words });

/** What a model wrote: a whole message, or one piece of a stream. */
const Written = z.looseObject({
  content: words,
  reasoning_content: words,
  reasoning: words,
  refusal: words,
  tool_calls: z.array(z.looseObject({ function: Call.nullish() })).nullish(),
  function_call: Call.nullish(),
});

const Choice = z.looseObject({
  index: z.int().min(0).nullish(),
  delta: Written.nullish(),
  message: Written.nullish(),
  finish_reason: z.string().nullish(),
});

const Answer = z.looseObject({
  choices: z.array(Choice),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type UpstreamAnswer = z.infer<typeof Answer>;

const Failure = z.looseObject({ error: z.looseObject({}) });

/** Reads what upstream says and writes during one call: the answer's text, whether it is finished, and reported usage. */
export class AnswerMeter {
  /** By choice. */
  private readonly written = new Map<number, string>();
  private readonly finished = new Set<number>();
  private reported: ModelUsage | null = null;

  constructor(private readonly choices: number) {}

  /** Reads one chunk or the whole answer. Throws upstreamFailed for an error object, upstreamMalformed for anything else. */
  read(data: string): UpstreamAnswer {
    const value = parseJson(data);
    if (Failure.safeParse(value).success) throw new GatewayError("upstreamFailed");
    const answer = Answer.safeParse(value);
    if (!answer.success) throw new GatewayError("upstreamMalformed");
    for (const choice of answer.data.choices) this.readChoice(choice);
    const usage = ReportedUsage.safeParse(answer.data.usage).data;
    if (usage) {
      const cached = usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens ?? 0;
      this.reported = {
        inputTokens: usage.prompt_tokens,
        cachedInputTokens: Math.min(cached, usage.prompt_tokens),
        outputTokens: usage.completion_tokens,
      };
    }
    return answer.data;
  }

  /** Every choice has said why it ended. */
  get isFinished(): boolean {
    return this.finished.size >= this.choices;
  }

  /** Something of an answer has come, not only its frame. */
  get hasOutput(): boolean {
    return this.written.size > 0;
  }

  /** Usage as upstream reports it; null when it says nothing, or says that nothing was used for an answer that is there. */
  get reportedUsage(): ModelUsage | null {
    if (!this.reported) return null;
    const { inputTokens, outputTokens } = this.reported;
    return inputTokens + outputTokens === 0 && this.hasOutput ? null : this.reported;
  }

  /** Output tokens by our own count. */
  countOutput(): number {
    let tokens = 0;
    for (const text of this.written.values()) tokens += countTextTokens(text);
    return tokens;
  }

  private readChoice(choice: z.infer<typeof Choice>): void {
    const index = choice.index ?? 0;
    const piece = textOf(choice.delta ?? choice.message ?? {});
    if (piece !== "") this.written.set(index, (this.written.get(index) ?? "") + piece);
    if (choice.finish_reason) this.finished.add(index);
  }
}

function textOf(written: z.infer<typeof Written>): string {
  const calls = [...(written.tool_calls ?? []).map((call) => call.function), written.function_call];
  const pieces = [written.content, written.reasoning_content, written.reasoning, written.refusal];
  for (const call of calls) pieces.push(call?.name, call?.arguments);
  return pieces.join("");
}
