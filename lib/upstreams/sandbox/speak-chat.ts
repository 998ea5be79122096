import { z } from "zod";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import {
  OPENAI_ERROR_FRAME,
  OPENAI_REQUEST,
  openAiError,
  openAiHead,
  openAiStream,
  openAiWhole,
  readOpenAi,
} from "@/lib/upstreams/sandbox/open-ai-words";
import { questionOf } from "@/lib/upstreams/sandbox/question-of";
import type { SandboxAnswer, SandboxAsk, SandboxDialect, SandboxFrames } from "@/lib/upstreams/sandbox/sandbox-dialect";

const Request = z.looseObject({
  ...OPENAI_REQUEST,
  messages: z.array(z.unknown()).min(1),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  tools: z.array(z.unknown()).nullish(),
  response_format: z.looseObject({ type: z.string() }).nullish(),
});

const Tool = z.looseObject({ function: z.looseObject({ name: z.string() }) });
const JSON_FORMATS = new Set(["json_object", "json_schema"]);

export const speakChat: SandboxDialect = {
  read(body): SandboxAsk | null {
    const request = Request.safeParse(body).data;
    if (!request) return null;
    const { messages, tools, response_format } = request;
    const prompt = { messages, tools, response_format };
    const limits = [request.max_completion_tokens, request.max_tokens].filter((limit) => typeof limit === "number");
    const question = { text: questionOf(messages), echoed: "" };
    return {
      ...readOpenAi(request),
      prompt,
      promptTokens: countPromptTokens(prompt),
      questions: Array.from({ length: request.n ?? 1 }, () => question),
      writtenPerText: 1,
      limit: limits.length > 0 ? Math.min(...limits) : null,
      asJson: JSON_FORMATS.has(response_format?.type ?? ""),
      toolName: Tool.safeParse(tools?.[0]).data?.function.name ?? "look_up",
    };
  },

  whole(answer, { model }) {
    const call = callOf(answer);
    const choices = answer.texts.map((content, index) => ({
      index,
      message: call ? { role: "assistant", content: null, tool_calls: [call] } : { role: "assistant", content },
      finish_reason: finishOf(answer),
    }));
    return openAiWhole(openAiHead("chatcmpl-", "chat.completion", model), choices, answer);
  },

  frames(answer, ask): SandboxFrames {
    const { frameOf, ending } = openAiStream(openAiHead("chatcmpl-", "chat.completion.chunk", ask.model), answer, ask);
    const choice = (index: number, delta: object, finish_reason: string | null = null) =>
      frameOf({ index, delta, finish_reason });
    const call = callOf(answer);
    const last = call ? { tool_calls: [{ index: 0, ...call }] } : {};
    return {
      opening: answer.texts.map((_text, index) => choice(index, { role: "assistant", content: call ? null : "" })),
      piece: (index, content) => choice(index, { content }),
      closing: [...answer.texts.map((_text, index) => choice(index, last, finishOf(answer))), ...ending],
    };
  },

  errorBody: openAiError,
  errorFrame: OPENAI_ERROR_FRAME,
};

function callOf({ toolCall }: SandboxAnswer) {
  if (!toolCall) return null;
  return { id: toolCall.id, type: "function", function: { name: toolCall.name, arguments: toolCall.arguments } };
}

function finishOf({ toolCall, isCut }: SandboxAnswer): string {
  if (toolCall) return "tool_calls";
  return isCut ? "length" : "stop";
}
