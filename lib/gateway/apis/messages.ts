import { ANTHROPIC_ERRORS } from "@/lib/gateway/apis/error-form";
import type { ApiRequest, GatewayApi } from "@/lib/gateway/apis/gateway-api";
import { MessagesMeter } from "@/lib/gateway/apis/messages-meter";
import { RequestFields } from "@/lib/gateway/apis/request-fields";
import { boundPromptTokens } from "@/lib/tokens/bound-prompt-tokens";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import type { ChatPrompt } from "@/lib/tokens/prompt-texts";

/** Anthropic's messages. */
export const messagesApi = {
  api: "messages",
  errors: ANTHROPIC_ERRORS,
  passedHeaders: ["anthropic-version", "anthropic-beta"],
  parse(text): ApiRequest {
    const fields = RequestFields.parse(text);
    const { all, model } = fields;
    const messages = fields.messages();
    const asked = fields.outputLimit("max_tokens");
    if (asked === null) throw fields.wrong("max_tokens", "required");
    const streamed = fields.boolean("stream");
    const prompt: ChatPrompt = {
      messages: fields.has("system") ? [all.system, ...messages] : messages,
      ...(fields.has("tools") && { tools: all.tools }),
    };
    return {
      model,
      streamed,
      prompts: 1,
      choices: 1,
      askedOutputTokens: asked,
      boundInput: () => boundPromptTokens(prompt),
      countInput: () => countPromptTokens(prompt),
      upstreamBody: (upstreamModel, outputLimit) =>
        JSON.stringify({ ...all, model: upstreamModel, max_tokens: outputLimit }),
      newMeter: () => new MessagesMeter(model),
    };
  },
} as const satisfies GatewayApi;
