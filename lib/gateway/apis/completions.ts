import { MAX_CHOICES } from "@/lib/gateway/apis/chat";
import { ChoicesMeter } from "@/lib/gateway/apis/choices-meter";
import { OPENAI_ERRORS } from "@/lib/gateway/apis/error-form";
import type { ApiRequest, GatewayApi } from "@/lib/gateway/apis/gateway-api";
import { textAt } from "@/lib/gateway/apis/json-fields";
import { RequestFields } from "@/lib/gateway/apis/request-fields";
import { readTextInputs, type TextInputs } from "@/lib/gateway/apis/text-inputs";
import { boundTextTokens } from "@/lib/tokens/bound-prompt-tokens";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

const MOST_PROMPTS = 128;
const NO_PROMPT: TextInputs = { count: 1, texts: [""], bound: () => 1, tokens: () => 1 };

/** OpenAI's text completions. `best_of` answers are written and paid for, `n` of them come back; per prompt. */
export const completionsApi = {
  api: "completions",
  errors: OPENAI_ERRORS,
  passedHeaders: [],
  parse(text): ApiRequest {
    const fields = RequestFields.parse(text);
    const { all, model } = fields;
    const prompts = fields.has("prompt") ? readTextInputs(fields, "prompt", MOST_PROMPTS) : NO_PROMPT;
    const suffix = typeof all.suffix === "string" ? all.suffix : "";
    const perPrompt = fields.integer("n", 1, MAX_CHOICES) ?? 1;
    const bestOf = fields.integer("best_of", 1, MAX_CHOICES) ?? 1;
    const streamed = fields.boolean("stream");
    const options = fields.object("stream_options");
    const returned = prompts.count * perPrompt;
    const echoed = fields.boolean("echo")
      ? Array.from({ length: returned }, (_, choice) => prompts.texts[Math.floor(choice / perPrompt)] ?? "")
      : [];
    return {
      model,
      streamed,
      prompts: prompts.count,
      choices: prompts.count * Math.max(perPrompt, bestOf),
      // Whoever only wants the prompt scored asks for nothing to be written.
      askedOutputTokens: fields.outputLimit("max_tokens", 0),
      boundInput: () => prompts.bound() + boundTextTokens([suffix]) * prompts.count,
      countInput: () => prompts.tokens() + countTextTokens(suffix) * prompts.count,
      upstreamBody: (upstreamModel, outputLimit) =>
        JSON.stringify({
          ...all,
          model: upstreamModel,
          max_tokens: outputLimit,
          ...(streamed && { stream_options: { ...options, include_usage: true } }),
        }),
      newMeter: () =>
        new ChoicesMeter({
          model,
          choices: returned,
          wantsUsage: options?.include_usage === true,
          textOf: (choice) => textAt(choice, "text"),
          echoed,
        }),
    };
  },
} as const satisfies GatewayApi;
