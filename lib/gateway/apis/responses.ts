import { RESPONSES_ERRORS } from "@/lib/gateway/apis/error-form";
import type { ApiRequest, GatewayApi } from "@/lib/gateway/apis/gateway-api";
import { RequestFields } from "@/lib/gateway/apis/request-fields";
import { ResponsesMeter } from "@/lib/gateway/apis/responses-meter";
import { boundPromptTokens } from "@/lib/tokens/bound-prompt-tokens";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import type { ChatPrompt } from "@/lib/tokens/prompt-texts";

/** Upstream adds to the input what it keeps under these names: only the model's context bounds that. */
const KEPT_BY_UPSTREAM = ["previous_response_id", "conversation", "prompt"];

/** OpenAI's responses. */
export const responsesApi = {
  api: "responses",
  errors: RESPONSES_ERRORS,
  passedHeaders: [],
  parse(text): ApiRequest {
    const fields = RequestFields.parse(text);
    const { all, model } = fields;
    const prompt = promptOf(fields);
    const streamed = fields.boolean("stream");
    // Its usage would come when nobody listens any more.
    if (fields.boolean("background"))
      throw fields.wrong("background", "false: what is used must be known when the call ends");
    const isSeen = !KEPT_BY_UPSTREAM.some((name) => fields.has(name));
    return {
      model,
      streamed,
      prompts: 1,
      choices: 1,
      askedOutputTokens: fields.outputLimit("max_output_tokens"),
      boundInput: () => (isSeen ? boundPromptTokens(prompt) : Number.POSITIVE_INFINITY),
      countInput: () => countPromptTokens(prompt),
      upstreamBody: (upstreamModel, outputLimit) =>
        JSON.stringify({ ...all, model: upstreamModel, max_output_tokens: outputLimit }),
      newMeter: () => new ResponsesMeter(model),
    };
  },
} as const satisfies GatewayApi;

function promptOf(fields: RequestFields): ChatPrompt {
  const { input, instructions, tools, text } = fields.all;
  const items: readonly unknown[] = Array.isArray(input) ? input : typeof input === "string" ? [input] : [];
  if (items.length === 0 && !KEPT_BY_UPSTREAM.some((name) => fields.has(name)))
    throw fields.wrong("input", "a text or a list of items");
  return {
    messages: typeof instructions === "string" ? [instructions, ...items] : items,
    ...(tools !== undefined && { tools }),
    ...(text !== undefined && { response_format: text }),
  };
}
