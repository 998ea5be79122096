/** The fields of a request that become the prompt. Anything inside them may be counted by an upstream. */
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
/**
 * One image at most. By OpenAI's published rule 2048 × 2048 in full detail is 85 + 8 tiles × 170 = 1,445 tokens; by
 * Anthropic's, an image is scaled down to at most 1,568.
 */
const TOKENS_PER_IMAGE = 1_600;

/** Parts that are an image, in the words of chat, responses and messages; what of them is the image itself. */
const IMAGE_PARTS: ReadonlySet<unknown> = new Set(["image_url", "input_image", "image", "computer_screenshot"]);
const IMAGE_FIELDS: ReadonlySet<string> = new Set(["image_url", "source"]);
/** Parts whose size in tokens their bytes do not tell, or that are kept by upstream under a name. */
const UNSEEN_PARTS: ReadonlySet<unknown> = new Set([
  "file",
  "input_file",
  "input_audio",
  "video_url",
  "container_upload",
  "item_reference",
]);

export interface PromptTexts {
  texts: string[];
  /** What is counted without being text: frames and images. */
  fixedTokens: number;
  /** There is something whose tokens cannot be known from the request. */
  hasUnseen: boolean;
}

/** Every text of a prompt that an upstream may count, and what its frames and images cost. */
export function promptTexts(prompt: ChatPrompt): PromptTexts {
  const found: PromptTexts = { texts: [], fixedTokens: TOKENS_PER_ANSWER, hasUnseen: false };
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
  } else if (typeof value === "number" || typeof value === "boolean") found.texts.push(String(value));
  else if (Array.isArray(value)) for (const item of value) collect(item, found);
  else if (typeof value === "object" && value !== null) collectPart(value, found);
}

function collectPart(part: object, found: PromptTexts): void {
  const type = "type" in part ? part.type : undefined;
  if (UNSEEN_PARTS.has(type) || isSealedDocument(part)) {
    found.hasUnseen = true;
    return;
  }
  const isImage = IMAGE_PARTS.has(type);
  if (isImage) found.fixedTokens += TOKENS_PER_IMAGE;
  for (const [name, field] of Object.entries(part)) {
    if (isImage && IMAGE_FIELDS.has(name)) continue;
    if (name === "image_url") found.fixedTokens += TOKENS_PER_IMAGE;
    else if (name !== "role" && name !== "type") collect(field, found);
  }
}

/** A document that is not given as text: a PDF has an unknown number of pages. */
function isSealedDocument(part: object): boolean {
  if (!("type" in part) || part.type !== "document" || !("source" in part)) return false;
  const { source } = part;
  const kind = typeof source === "object" && source !== null && "type" in source ? source.type : null;
  return kind !== "text" && kind !== "content";
}
