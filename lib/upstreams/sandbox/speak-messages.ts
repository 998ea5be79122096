import { z } from "zod";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import { FAILURE_MESSAGE, namedFrame, sandboxId } from "@/lib/upstreams/sandbox/open-ai-words";
import { questionOf } from "@/lib/upstreams/sandbox/question-of";
import type { SandboxAnswer, SandboxAsk, SandboxDialect, SandboxFrames } from "@/lib/upstreams/sandbox/sandbox-dialect";
import { sandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";

const Request = z.looseObject({
  model: z.string(),
  max_tokens: z.int().min(1),
  messages: z.array(z.unknown()).min(1),
  system: z.union([z.string(), z.array(z.unknown())]).nullish(),
  stream: z.boolean().nullish(),
  metadata: z.looseObject({ user_id: z.string().nullish() }).nullish(),
  user: z.string().nullish(),
  tools: z.array(z.unknown()).nullish(),
});

const Tool = z.looseObject({ name: z.string() });
/** A prompt of less is not written to the cache. */
const SHORTEST_CACHED_TOKENS = 1_024;

interface MessagesAsk extends SandboxAsk {
  /** The caller marked what is to be kept in the cache. */
  keeps: boolean;
}

export const speakMessages: SandboxDialect<MessagesAsk> = {
  read(body): MessagesAsk | null {
    const request = Request.safeParse(body).data;
    if (!request) return null;
    const { model, messages, system, tools } = request;
    const prompt = { messages: system ? [system, ...messages] : messages, ...(tools && { tools }) };
    return {
      model,
      order: sandboxOrder(request.metadata?.user_id) ?? sandboxOrder(request.user),
      streamed: request.stream ?? false,
      wantsUsage: true,
      prompt,
      promptTokens: countPromptTokens(prompt),
      questions: [{ text: questionOf(messages), echoed: "" }],
      writtenPerText: 1,
      limit: request.max_tokens,
      asJson: false,
      toolName: Tool.safeParse(tools?.[0]).data?.name ?? "look_up",
      keeps: JSON.stringify(prompt).includes('"cache_control"'),
    };
  },

  whole(answer, ask) {
    const usage = usageOf(answer, ask);
    return {
      ...headOf(ask.model),
      content: [blockOf(answer)],
      stop_reason: stopOf(answer),
      stop_sequence: null,
      ...(usage && { usage }),
    };
  },

  frames(answer, ask): SandboxFrames {
    const frame = (type: string, data: object = {}) => namedFrame(type, { type, ...data });
    const usage = usageOf(answer, ask);
    const begun = usage && { usage: { ...usage, output_tokens: Math.min(1, usage.output_tokens) } };
    const message = { ...headOf(ask.model), content: [], stop_reason: null, stop_sequence: null, ...begun };
    const { toolCall } = answer;
    const block = toolCall ? { ...blockOf(answer), input: {} } : { type: "text", text: "" };
    const delta = (piece: object) => frame("content_block_delta", { index: 0, delta: piece });
    return {
      opening: [
        frame("message_start", { message }),
        frame("content_block_start", { index: 0, content_block: block }),
        frame("ping"),
      ],
      piece: (_index, text) => delta({ type: "text_delta", text }),
      closing: [
        ...(toolCall ? [delta({ type: "input_json_delta", partial_json: toolCall.arguments })] : []),
        frame("content_block_stop", { index: 0 }),
        frame("message_delta", {
          delta: { stop_reason: stopOf(answer), stop_sequence: null },
          ...(usage && { usage: { output_tokens: usage.output_tokens } }),
        }),
        frame("message_stop"),
      ],
    };
  },

  errorBody: errorOf,
  errorFrame: namedFrame("error", errorOf(500, FAILURE_MESSAGE)),
};

function headOf(model: string) {
  return { id: sandboxId("msg_"), type: "message", role: "assistant", model };
}

function blockOf({ toolCall, texts }: SandboxAnswer) {
  if (!toolCall) return { type: "text", text: texts[0] ?? "" };
  const input: unknown = JSON.parse(toolCall.arguments);
  return { type: "tool_use", id: toolCall.id, name: toolCall.name, input };
}

function stopOf({ toolCall, isCut }: SandboxAnswer): string {
  if (toolCall) return "tool_use";
  return isCut ? "max_tokens" : "end_turn";
}

/** What the cache gave and what it took stand beside the rest of the input. */
function usageOf({ usage }: SandboxAnswer, { keeps }: MessagesAsk) {
  if (!usage) return null;
  const { inputTokens, cachedTokens, outputTokens } = usage;
  const written = keeps && cachedTokens === 0 && inputTokens >= SHORTEST_CACHED_TOKENS ? SHORTEST_CACHED_TOKENS : 0;
  return {
    input_tokens: inputTokens - cachedTokens - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: cachedTokens,
    output_tokens: outputTokens,
  };
}

function errorOf(status: number, message: string) {
  const type = status === 429 ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "api_error";
  return { type: "error", error: { type, message } };
}
