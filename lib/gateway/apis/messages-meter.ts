import type { ModelUsage } from "@/lib/charging/rate";
import { AnswerMeter } from "@/lib/gateway/answer-meter";
import { eventFrame, type StreamEvent } from "@/lib/gateway/apis/event-frame";
import { countAt, type JsonObject, objectAt, objectsAt, parseObject, textAt } from "@/lib/gateway/apis/json-fields";
import { GatewayError } from "@/lib/gateway/gateway-error";

const STOP = "message_stop";

/**
 * Answers of Anthropic's protocol. Cached tokens stand beside `input_tokens`: the input is all three counts together, of
 * which what was read from the cache is cached; writing to the cache is rated as uncached input. A stream reports the
 * input when it begins and the output when it ends; counts that come later replace earlier ones, they are running totals.
 */
export class MessagesMeter extends AnswerMeter {
  private readonly counts = { input: 0, cacheRead: 0, cacheWritten: 0, output: 0 };
  private hasInput = false;
  private stopReason = "";

  constructor(private readonly model: string) {
    super();
    this.endFrame = eventFrame({ name: STOP, data: `{"type":"${STOP}"}` });
  }

  get isFinished(): boolean {
    return this.stopReason !== "";
  }

  /** Until the output is reported, what was written so far is counted to the input that was. */
  override get usageSoFar(): ModelUsage | null {
    if (this.usage || !this.hasInput || this.inputTokens === 0) return this.reportedUsage;
    return this.usageOf(Math.max(this.counts.output, this.countOutput()));
  }

  readWhole(text: string): string {
    const answer = parseObject(text);
    failIfError(answer);
    if (!Array.isArray(answer.content)) throw new GatewayError("upstreamMalformed");
    for (const [index, block] of objectsAt(answer, "content").entries()) this.write(index, blockText(block));
    this.readUsage(objectAt(answer, "usage"), true);
    return answer.model === this.model ? text : JSON.stringify({ ...answer, model: this.model });
  }

  readEvent(event: StreamEvent): string {
    const data = parseObject(event.data);
    const type = textAt(data, "type");
    failIfError(data);
    const shown = { name: event.name ?? type, data: event.data };
    switch (type) {
      case "message_start":
        return this.begin(data, shown);
      case "content_block_start":
        this.write(countAt(data, "index") ?? 0, blockText(objectAt(data, "content_block") ?? {}));
        break;
      case "content_block_delta":
        this.write(countAt(data, "index") ?? 0, deltaText(objectAt(data, "delta") ?? {}));
        break;
      case "message_delta":
        this.stopReason ||= textAt(objectAt(data, "delta") ?? {}, "stop_reason");
        this.readUsage(objectAt(data, "usage"), true);
        break;
      case STOP:
        this.isOver = true;
        this.endFrame = eventFrame(shown);
        return "";
      case "":
        throw new GatewayError("upstreamMalformed");
    }
    return eventFrame(shown);
  }

  private begin(data: JsonObject, shown: StreamEvent): string {
    const message = objectAt(data, "message");
    if (!message) throw new GatewayError("upstreamMalformed");
    this.readUsage(objectAt(message, "usage"), false);
    if (message.model === this.model) return eventFrame(shown);
    return eventFrame({
      name: shown.name,
      data: JSON.stringify({ ...data, message: { ...message, model: this.model } }),
    });
  }

  private readUsage(usage: JsonObject | null, isFinal: boolean): void {
    const { counts } = this;
    const output = countAt(usage, "output_tokens");
    const input = countAt(usage, "input_tokens");
    this.hasInput ||= input !== null;
    counts.input = input ?? counts.input;
    counts.cacheRead = countAt(usage, "cache_read_input_tokens") ?? counts.cacheRead;
    counts.cacheWritten = countAt(usage, "cache_creation_input_tokens") ?? counts.cacheWritten;
    counts.output = output ?? counts.output;
    if (isFinal && output !== null && this.hasInput) this.usage = this.usageOf(output);
  }

  private get inputTokens(): number {
    return this.counts.input + this.counts.cacheRead + this.counts.cacheWritten;
  }

  private usageOf(outputTokens: number): ModelUsage {
    return { inputTokens: this.inputTokens, cachedInputTokens: this.counts.cacheRead, outputTokens };
  }
}

function failIfError(answer: JsonObject): void {
  if (answer.type !== "error") return;
  const kind = textAt(objectAt(answer, "error") ?? {}, "type");
  throw new GatewayError(
    kind === "overloaded_error" || kind === "rate_limit_error" ? "upstreamBusy" : "upstreamFailed",
  );
}

/** A block as it begins or as a whole: text, thinking, or a call with its input. */
function blockText(block: JsonObject): string {
  const { input } = block;
  const call = typeof block.name === "string" ? block.name : "";
  const hasInput = typeof input === "object" && input !== null && Object.keys(input).length > 0;
  return call + textAt(block, "text") + textAt(block, "thinking") + (hasInput ? JSON.stringify(input) : "");
}

function deltaText(delta: JsonObject): string {
  return textAt(delta, "text") + textAt(delta, "thinking") + textAt(delta, "partial_json");
}
