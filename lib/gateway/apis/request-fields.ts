import { isJsonObject, type JsonObject } from "@/lib/gateway/apis/json-fields";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { parseJson } from "@/lib/gateway/parse-json";

/** Deeper nesting than any real request has; recursion over it must stay shallow. */
const MAX_DEPTH = 64;
const LONGEST_MODEL_NAME = 200;
const LONGEST_USER = 512;
/** No model writes as much: a larger number is a mistake, not a wish. */
const MOST_OUTPUT_TOKENS = 100_000_000;

/** A request's fields. Reading one that is not as the protocol says throws invalidValue, which names it; null is absent. */
export class RequestFields {
  private constructor(readonly all: JsonObject) {}

  /** Throws invalidJson for anything but an object of reasonable depth. */
  static parse(text: string): RequestFields {
    if (depthOf(text) > MAX_DEPTH) throw new GatewayError("invalidJson");
    const value = parseJson(text);
    if (!isJsonObject(value)) throw new GatewayError("invalidJson");
    const fields = new RequestFields(value);
    const { user } = value;
    if (fields.has("user") && (typeof user !== "string" || user.length > LONGEST_USER))
      throw fields.wrong("user", `a text of at most ${LONGEST_USER} characters`);
    return fields;
  }

  get model(): string {
    const { model } = this.all;
    if (typeof model === "string" && model !== "" && model.length <= LONGEST_MODEL_NAME) return model;
    throw this.wrong("model", `a name of at most ${LONGEST_MODEL_NAME} characters`);
  }

  has(name: string): boolean {
    return this.all[name] !== undefined && this.all[name] !== null;
  }

  boolean(name: string): boolean {
    const value = this.all[name];
    if (!this.has(name)) return false;
    if (typeof value !== "boolean") throw this.wrong(name, "true or false");
    return value;
  }

  integer(name: string, least: number, most: number): number | null {
    const value = this.all[name];
    if (!this.has(name)) return null;
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
      throw this.wrong(name, `a whole number from ${least} to ${most}`);
    return value;
  }

  outputLimit(name: string, least = 1): number | null {
    return this.integer(name, least, MOST_OUTPUT_TOKENS);
  }

  object(name: string): JsonObject | null {
    const value = this.all[name];
    if (!this.has(name)) return null;
    if (!isJsonObject(value)) throw this.wrong(name, "an object");
    return value;
  }

  /** Messages that each name their role; at least one. */
  messages(): readonly JsonObject[] {
    const { messages } = this.all;
    if (!Array.isArray(messages) || messages.length === 0)
      throw this.wrong("messages", "a list of at least one message");
    return messages.map((message: unknown, index) => {
      if (!isJsonObject(message)) throw this.wrong(`messages.${index}`, "an object");
      if (typeof message.role !== "string") throw this.wrong(`messages.${index}.role`, "a text");
      return message;
    });
  }

  wrong(param: string, rule: string): GatewayError {
    return new GatewayError("invalidValue", { rule }, param);
  }
}

/** How deep brackets nest, without parsing: a parsed monster would overflow the stack of whoever walks it. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (quoted) {
      if (character === BACKSLASH) at += 1;
      else if (character === QUOTE) quoted = false;
    } else if (character === QUOTE) quoted = true;
    else if (character === BRACKET || character === BRACE) deepest = Math.max(deepest, (depth += 1));
    else if (character === BRACKET_END || character === BRACE_END) depth -= 1;
  }
  return deepest;
}

const BACKSLASH = 92;
const QUOTE = 34;
const BRACKET = 91;
const BRACKET_END = 93;
const BRACE = 123;
const BRACE_END = 125;
