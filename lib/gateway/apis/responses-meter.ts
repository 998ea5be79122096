import { AnswerMeter } from "@/lib/gateway/answer-meter";
import { eventFrame, type StreamEvent } from "@/lib/gateway/apis/event-frame";
import {
  isFailure,
  isJsonObject,
  type JsonObject,
  objectAt,
  objectsAt,
  parseObject,
  textAt,
} from "@/lib/gateway/apis/json-fields";
import { openAiUsage } from "@/lib/gateway/apis/open-ai-usage";
import { GatewayError } from "@/lib/gateway/gateway-error";

/** An answer of which nothing is to be paid, or which is none yet. */
const FAILED: ReadonlySet<unknown> = new Set(["failed", "cancelled"]);
const UNDER_WAY: ReadonlySet<unknown> = new Set(["queued", "in_progress"]);
const DONE = "[DONE]";

/** Answers of the responses protocol: items in one piece, or events that each carry their type. */
export class ResponsesMeter extends AnswerMeter {
  constructor(private readonly model: string) {
    super();
  }

  /** Only the event that carries the whole answer says so. */
  get isFinished(): boolean {
    return this.isOver;
  }

  readWhole(text: string): string {
    const answer = parseObject(text);
    if (UNDER_WAY.has(answer.status)) throw new GatewayError("upstreamMalformed");
    this.readAnswer(answer);
    return answer.model === this.model ? text : JSON.stringify({ ...answer, model: this.model });
  }

  readEvent(event: StreamEvent): string {
    // Some servers end like chat, after the event that has ended the answer.
    if (event.data === DONE) return "";
    const data = parseObject(event.data);
    const type = textAt(data, "type");
    if (type === "") throw new GatewayError(isFailure(data) ? "upstreamFailed" : "upstreamMalformed");
    if (type === "error" || type === "response.failed") throw new GatewayError("upstreamFailed");
    if (type === "response.completed" || type === "response.incomplete") {
      const answer = objectAt(data, "response");
      if (!answer) throw new GatewayError("upstreamMalformed");
      this.readAnswer(answer);
      this.isOver = true;
      this.endFrame = this.frame(event, type, data);
      return "";
    }
    if (type.endsWith(".delta")) this.write(0, typeof data.delta === "string" ? data.delta : "");
    else if (type === "response.output_item.added") this.write(0, nameOf(objectAt(data, "item")));
    return this.frame(event, type, data);
  }

  private readAnswer(answer: JsonObject): void {
    if (isFailure(answer) || FAILED.has(answer.status)) throw new GatewayError("upstreamFailed");
    if (!Array.isArray(answer.output)) throw new GatewayError("upstreamMalformed");
    if (!this.hasText) for (const item of objectsAt(answer, "output")) this.write(0, itemText(item));
    this.usage = openAiUsage(answer.usage);
  }

  private frame({ name, data }: StreamEvent, type: string, event: JsonObject): string {
    const { response } = event;
    const isAsCalled = !isJsonObject(response) || response.model === this.model;
    const shown = isAsCalled ? data : JSON.stringify({ ...event, response: { ...response, model: this.model } });
    return eventFrame({ name: name ?? type, data: shown });
  }
}

/** What a call begins with; the rest of it comes as pieces. */
function nameOf(item: JsonObject | null): string {
  return item ? textAt(item, "name") : "";
}

/** What the model wrote of an item: text, refusal, reasoning, or a call's name and arguments. */
function itemText(item: JsonObject): string {
  let text = textAt(item, "name");
  for (const name of ["arguments", "input"]) if (typeof item[name] === "string") text += item[name];
  for (const name of ["content", "summary"]) {
    if (!Array.isArray(item[name])) continue;
    for (const part of objectsAt(item, name)) text += textAt(part, "text") + textAt(part, "refusal");
  }
  return text;
}
