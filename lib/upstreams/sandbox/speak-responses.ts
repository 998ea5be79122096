import { z } from "zod";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import {
  FAILURE_MESSAGE,
  namedFrame,
  openAiError,
  sandboxId,
  sandboxSeconds,
} from "@/lib/upstreams/sandbox/open-ai-words";
import { questionOf } from "@/lib/upstreams/sandbox/question-of";
import type { SandboxAnswer, SandboxAsk, SandboxDialect, SandboxFrames } from "@/lib/upstreams/sandbox/sandbox-dialect";
import { sandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";

const Request = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.unknown())]).nullish(),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  max_output_tokens: z.int().min(1).nullish(),
  user: z.string().nullish(),
  tools: z.array(z.unknown()).nullish(),
  text: z.looseObject({ format: z.looseObject({ type: z.string() }).nullish() }).nullish(),
});

const Tool = z.looseObject({ name: z.string() });
const JSON_FORMATS = new Set(["json_object", "json_schema"]);

export const speakResponses: SandboxDialect = {
  read(body): SandboxAsk | null {
    const request = Request.safeParse(body).data;
    if (!request) return null;
    const { model, input, instructions, tools, text } = request;
    const items = Array.isArray(input) ? input : [input ?? ""];
    const prompt = {
      messages: typeof instructions === "string" ? [instructions, ...items] : items,
      ...(tools && { tools }),
      ...(text && { response_format: text }),
    };
    return {
      model,
      order: sandboxOrder(request.user),
      streamed: request.stream ?? false,
      wantsUsage: true,
      prompt,
      promptTokens: countPromptTokens(prompt),
      questions: [{ text: typeof input === "string" ? input : questionOf(items), echoed: "" }],
      writtenPerText: 1,
      limit: request.max_output_tokens ?? null,
      asJson: JSON_FORMATS.has(text?.format?.type ?? ""),
      toolName: Tool.safeParse(tools?.[0]).data?.name ?? "look_up",
    };
  },

  whole: (answer, { model }) => wholeOf(answer, headOf(model), itemOf(answer, sandboxId("item_"))),

  frames(answer, { model }): SandboxFrames {
    const head = headOf(model);
    const itemId = sandboxId("item_");
    const item = itemOf(answer, itemId);
    let sequence = 0;
    const frame = (type: string, data: object) => namedFrame(type, { type, sequence_number: (sequence += 1), ...data });
    const begun = { ...wholeOf(answer, head, item), status: "in_progress", output: [], usage: null };
    const place = { item_id: itemId, output_index: 0 };
    const part = { ...place, content_index: 0 };
    const text = answer.texts[0] ?? "";
    const { toolCall } = answer;
    const opening = [
      frame("response.created", { response: begun }),
      frame("response.in_progress", { response: begun }),
      frame("response.output_item.added", { output_index: 0, item: emptied(item) }),
      ...(toolCall ? [] : [frame("response.content_part.added", { ...part, part: outputText("") })]),
    ];
    const callFrames = (call: NonNullable<SandboxAnswer["toolCall"]>) => [
      frame("response.function_call_arguments.delta", { ...place, delta: call.arguments }),
      frame("response.function_call_arguments.done", { ...place, name: call.name, arguments: call.arguments }),
    ];
    return {
      opening,
      piece: (_index, delta) => frame("response.output_text.delta", { ...part, delta, logprobs: [] }),
      // Made when it is their turn, so that the numbers of the sequence are in order.
      get closing() {
        const whole = wholeOf(answer, head, item);
        return [
          ...(toolCall
            ? callFrames(toolCall)
            : [
                frame("response.output_text.done", { ...part, text, logprobs: [] }),
                frame("response.content_part.done", { ...part, part: outputText(text) }),
              ]),
          frame("response.output_item.done", { output_index: 0, item }),
          frame(`response.${whole.status}`, { response: whole }),
        ];
      },
    };
  },

  errorBody: openAiError,
  errorFrame: namedFrame("error", {
    type: "error",
    sequence_number: 1,
    code: "sandbox_failure",
    message: FAILURE_MESSAGE,
    param: null,
  }),
};

function headOf(model: string) {
  return { id: sandboxId("resp_"), object: "response", created_at: sandboxSeconds(), model };
}

function wholeOf(answer: SandboxAnswer, head: object, item: object) {
  return {
    ...head,
    status: answer.isCut ? "incomplete" : "completed",
    error: null,
    incomplete_details: answer.isCut ? { reason: "max_output_tokens" } : null,
    output: [item],
    parallel_tool_calls: true,
    tool_choice: "auto",
    tools: [],
    ...(answer.usage && { usage: usageOf(answer.usage) }),
  };
}

function itemOf({ toolCall, texts, isCut }: SandboxAnswer, id: string) {
  const status = isCut ? "incomplete" : "completed";
  if (toolCall)
    return {
      id,
      type: "function_call",
      status,
      call_id: toolCall.id,
      name: toolCall.name,
      arguments: toolCall.arguments,
    };
  return { id, type: "message", role: "assistant", status, content: [outputText(texts[0] ?? "")] };
}

/** An item as it begins. */
function emptied(item: ReturnType<typeof itemOf>) {
  const begun = { ...item, status: "in_progress" };
  return "content" in begun ? { ...begun, content: [] } : { ...begun, arguments: "" };
}

function outputText(text: string) {
  return { type: "output_text", text, annotations: [], logprobs: [] };
}

function usageOf({ inputTokens, cachedTokens, outputTokens }: NonNullable<SandboxAnswer["usage"]>) {
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cachedTokens },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: inputTokens + outputTokens,
  };
}
