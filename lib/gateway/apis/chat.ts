import { ChoicesMeter } from "@/lib/gateway/apis/choices-meter";
import { OPENAI_ERRORS } from "@/lib/gateway/apis/error-form";
import type { ApiRequest, GatewayApi } from "@/lib/gateway/apis/gateway-api";
import { type JsonObject, objectAt, objectsAt, textAt } from "@/lib/gateway/apis/json-fields";
import { RequestFields } from "@/lib/gateway/apis/request-fields";
import { boundPromptTokens } from "@/lib/tokens/bound-prompt-tokens";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import type { ChatPrompt } from "@/lib/tokens/prompt-texts";

export const MAX_CHOICES = 128;

/** OpenAI's chat completions. */
export const chatApi = {
  api: "chat",
  errors: OPENAI_ERRORS,
  passedHeaders: [],
  parse(text): ApiRequest {
    const fields = RequestFields.parse(text);
    const { all, model } = fields;
    const prompt: ChatPrompt = { ...all, messages: fields.messages() };
    const choices = fields.integer("n", 1, MAX_CHOICES) ?? 1;
    const streamed = fields.boolean("stream");
    const options = fields.object("stream_options");
    const newLimit = fields.outputLimit("max_completion_tokens");
    const oldLimit = fields.outputLimit("max_tokens");
    const limits = [newLimit, oldLimit].filter((limit) => limit !== null);
    return {
      model,
      streamed,
      prompts: 1,
      choices,
      askedOutputTokens: limits.length > 0 ? Math.min(...limits) : null,
      boundInput: () => boundPromptTokens(prompt),
      countInput: () => countPromptTokens(prompt),
      // The limit that is paid for, in the words of the request.
      upstreamBody: (upstreamModel, outputLimit) =>
        JSON.stringify({
          ...all,
          model: upstreamModel,
          ...(newLimit !== null && { max_completion_tokens: outputLimit }),
          ...((oldLimit !== null || newLimit === null) && { max_tokens: outputLimit }),
          ...(streamed && { stream_options: { ...options, include_usage: true } }),
        }),
      newMeter: () => new ChoicesMeter({ model, choices, wantsUsage: options?.include_usage === true, textOf }),
    };
  },
} as const satisfies GatewayApi;

/** Of a whole message or a piece of one. Tool calls and reasoning are written by the model like any other text. */
function textOf(choice: JsonObject): string {
  const written = objectAt(choice, "delta") ?? objectAt(choice, "message");
  if (!written) return "";
  let text =
    textAt(written, "content") +
    textAt(written, "reasoning_content") +
    textAt(written, "reasoning") +
    textAt(written, "refusal");
  for (const call of objectsAt(written, "tool_calls"))
    text += callText(objectAt(call, "function")) + callText(objectAt(call, "custom"));
  return text + callText(objectAt(written, "function_call"));
}

function callText(call: JsonObject | null): string {
  return call ? textAt(call, "name") + textAt(call, "arguments") + textAt(call, "input") : "";
}
