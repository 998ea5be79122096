import { z } from "zod";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import {
  dataFrame,
  DONE_FRAME,
  OPENAI_ERROR_FRAME,
  openAiError,
  openAiHead,
  openAiUsage,
} from "@/lib/upstreams/sandbox/open-ai-words";
import type { SandboxAnswer, SandboxAsk, SandboxDialect, SandboxFrames } from "@/lib/upstreams/sandbox/sandbox-dialect";
import { sandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";
import { countInputs, TextInputs } from "@/lib/upstreams/sandbox/text-inputs";

const Request = z.looseObject({
  model: z.string(),
  prompt: TextInputs.nullish(),
  suffix: z.string().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.int().min(1).max(128).nullish(),
  best_of: z.int().min(1).max(128).nullish(),
  echo: z.boolean().nullish(),
  max_tokens: z.int().min(0).nullish(),
  user: z.string().nullish(),
});

export const speakCompletions: SandboxDialect = {
  read(body): SandboxAsk | null {
    const request = Request.safeParse(body).data;
    if (!request) return null;
    const prompts = request.prompt ?? [""];
    const perPrompt = request.n ?? 1;
    const texts = prompts.map((prompt) => (typeof prompt === "string" ? prompt : ""));
    return {
      model: request.model,
      order: sandboxOrder(request.user),
      streamed: request.stream ?? false,
      wantsUsage: request.stream_options?.include_usage ?? false,
      prompt: { messages: texts },
      promptTokens: countInputs(prompts) + countTextTokens(request.suffix ?? "") * prompts.length,
      questions: texts.flatMap((text) =>
        Array.from({ length: perPrompt }, () => ({ text, echoed: request.echo ? text : "" })),
      ),
      writtenPerText: Math.max(1, (request.best_of ?? 1) / perPrompt),
      limit: request.max_tokens ?? null,
      asJson: false,
      toolName: null,
    };
  },

  whole(answer, { model }) {
    const choices = answer.texts.map((text, index) => choiceOf(index, text, finishOf(answer)));
    return {
      ...openAiHead("cmpl-", "text_completion", model),
      choices,
      ...(answer.usage && { usage: openAiUsage(answer.usage) }),
    };
  },

  frames(answer, { model, wantsUsage }): SandboxFrames {
    const head = openAiHead("cmpl-", "text_completion", model);
    const usage = wantsUsage && answer.usage ? openAiUsage(answer.usage) : null;
    const choice = (index: number, text: string, finishReason: string | null) =>
      dataFrame({ ...head, choices: [choiceOf(index, text, finishReason)], ...(usage && { usage: null }) });
    return {
      opening: [],
      piece: (index, text) => choice(index, text, null),
      closing: [
        ...answer.texts.map((_text, index) => choice(index, "", finishOf(answer))),
        ...(usage ? [dataFrame({ ...head, choices: [], usage })] : []),
        DONE_FRAME,
      ],
    };
  },

  errorBody: openAiError,
  errorFrame: OPENAI_ERROR_FRAME,
};

function choiceOf(index: number, text: string, finish_reason: string | null) {
  return { index, text, logprobs: null, finish_reason };
}

function finishOf({ isCut }: SandboxAnswer): string {
  return isCut ? "length" : "stop";
}
