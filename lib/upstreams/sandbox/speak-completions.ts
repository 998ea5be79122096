import { z } from "zod";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import {
  OPENAI_ERROR_FRAME,
  OPENAI_REQUEST,
  openAiError,
  openAiHead,
  openAiStream,
  openAiWhole,
  readOpenAi,
} from "@/lib/upstreams/sandbox/open-ai-words";
import type { SandboxAnswer, SandboxAsk, SandboxDialect, SandboxFrames } from "@/lib/upstreams/sandbox/sandbox-dialect";
import { countInputs, TextInputs } from "@/lib/upstreams/sandbox/text-inputs";

const Request = z.looseObject({
  ...OPENAI_REQUEST,
  prompt: TextInputs.nullish(),
  suffix: z.string().nullish(),
  best_of: z.int().min(1).max(128).nullish(),
  echo: z.boolean().nullish(),
  max_tokens: z.int().min(0).nullish(),
});

export const speakCompletions: SandboxDialect = {
  read(body): SandboxAsk | null {
    const request = Request.safeParse(body).data;
    if (!request) return null;
    const prompts = request.prompt ?? [""];
    const perPrompt = request.n ?? 1;
    const texts = prompts.map((prompt) => (typeof prompt === "string" ? prompt : ""));
    return {
      ...readOpenAi(request),
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
    return openAiWhole(openAiHead("cmpl-", "text_completion", model), choices, answer);
  },

  frames(answer, ask): SandboxFrames {
    const { frameOf, ending } = openAiStream(openAiHead("cmpl-", "text_completion", ask.model), answer, ask);
    const choice = (index: number, text: string, finishReason: string | null) =>
      frameOf(choiceOf(index, text, finishReason));
    return {
      opening: [],
      piece: (index, text) => choice(index, text, null),
      closing: [...answer.texts.map((_text, index) => choice(index, "", finishOf(answer))), ...ending],
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
