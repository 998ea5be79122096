import { AnswerMeter } from "@/lib/gateway/answer-meter";
import { eventFrame, type StreamEvent } from "@/lib/gateway/apis/event-frame";
import { countAt, isFailure, type JsonObject, objectsAt, parseObject, textAt } from "@/lib/gateway/apis/json-fields";
import { openAiUsage } from "@/lib/gateway/apis/open-ai-usage";
import { GatewayError } from "@/lib/gateway/gateway-error";

const DONE = "[DONE]";
const NOTHING_ECHOED: readonly string[] = [];

export interface ChoicesShape {
  model: string;
  /** How many choices come back. */
  choices: number;
  /** Whether the client asked for the usage of a stream. */
  wantsUsage: boolean;
  /** What of a choice the model wrote. Throws upstreamMalformed. */
  textOf: (choice: JsonObject) => string;
  /** By choice: the prompt that stands before the text because the client wants it repeated. */
  echoed?: readonly string[];
}

/** Answers that are a list of choices: chat and text completions. */
export class ChoicesMeter extends AnswerMeter {
  private readonly finished = new Set<number>();

  constructor(private readonly shape: ChoicesShape) {
    super();
    this.endFrame = eventFrame({ name: null, data: DONE });
  }

  get isFinished(): boolean {
    return this.finished.size >= this.shape.choices;
  }

  readWhole(text: string): string {
    const answer = this.read(text);
    if (objectsAt(answer, "choices").length === 0) throw new GatewayError("upstreamMalformed");
    return answer.model === this.shape.model ? text : JSON.stringify({ ...answer, model: this.shape.model });
  }

  readEvent({ data }: StreamEvent): string {
    if (data === DONE) {
      this.isOver = true;
      return "";
    }
    const answer = this.read(data);
    const { usage } = answer;
    const hidesUsage = !this.shape.wantsUsage && usage !== undefined && usage !== null;
    if (!hidesUsage && answer.model === this.shape.model) return eventFrame({ name: null, data });
    if (hidesUsage && objectsAt(answer, "choices").length === 0) return "";
    const { usage: _hidden, ...others } = answer;
    const seen = hidesUsage ? others : answer;
    return eventFrame({ name: null, data: JSON.stringify({ ...seen, model: this.shape.model }) });
  }

  protected override ownText(choice: number, text: string): string {
    const prompt = (this.shape.echoed ?? NOTHING_ECHOED)[choice] ?? "";
    return prompt !== "" && text.startsWith(prompt) ? text.slice(prompt.length) : text;
  }

  private read(data: string): JsonObject {
    const answer = parseObject(data);
    if (isFailure(answer)) throw new GatewayError("upstreamFailed");
    if (!Array.isArray(answer.choices)) throw new GatewayError("upstreamMalformed");
    for (const choice of objectsAt(answer, "choices")) {
      const index = countAt(choice, "index") ?? 0;
      this.write(index, this.shape.textOf(choice));
      if (textAt(choice, "finish_reason") !== "") this.finished.add(index);
    }
    this.usage = openAiUsage(answer.usage) ?? this.usage;
    return answer;
  }
}
