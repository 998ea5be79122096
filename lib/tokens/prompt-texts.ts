import { z } from "zod";

/** The fields of a chat request that become the prompt. Anything inside them may be counted by an upstream. */
export interface ChatPrompt {
  messages: readonly unknown[];
  tools?: unknown;
  functions?: unknown;
  response_format?: unknown;
}

/** Role marks and separators around one message, and the opening of the answer. */
const TOKENS_PER_MESSAGE = 4;
const TOKENS_PER_ANSWER = 3;
/** Frame around tool definitions or an output schema, beside their own text. */
const TOKENS_PER_DEFINITION = 8;
/** One image at most: 2048 × 2048 in full detail is 85 + 8 tiles × 170 tokens = 1,445 by OpenAI's published rule. */
const TOKENS_PER_IMAGE = 1_500;

const JsonObject = z.record(z.string(), z.unknown());

export interface PromptTexts {
  texts: string[];
  /** What is counted without being text: frames and images. */
  fixedTokens: number;
}

/** Every text of a prompt that an upstream may count, and what its frames and images cost. */
export function promptTexts(prompt: ChatPrompt): PromptTexts {
  const found: PromptTexts = { texts: [], fixedTokens: TOKENS_PER_ANSWER };
  for (const message of prompt.messages) {
    found.fixedTokens += TOKENS_PER_MESSAGE;
    collect(message, found);
  }
  for (const definition of [prompt.tools, prompt.functions, prompt.response_format]) {
    if (definition === undefined || definition === null) continue;
    found.fixedTokens += TOKENS_PER_DEFINITION;
    // Models read definitions as JSON: names of fields count as well as values.
    found.texts.push(JSON.stringify(definition));
  }
  return found;
}

/** Content strings and parts, names, tool calls and whatever else a message holds; of images only the bound counts. */
function collect(value: unknown, found: PromptTexts): void {
  if (typeof value === "string") {
    if (value !== "") found.texts.push(value);
    return;
  }
  if (typeof value === "number" || typeof value === "boolean") {
    found.texts.push(String(value));
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  const object = JsonObject.safeParse(value);
  if (!object.success) return;
  for (const [name, field] of Object.entries(object.data)) {
    if (name === "image_url") found.fixedTokens += TOKENS_PER_IMAGE;
    else if (name !== "role" && name !== "type") collect(field, found);
  }
}
