import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import type { ModelView, WeightVersionView } from "@/lib/catalogue/catalogue";
import type { Caller } from "@/lib/gateway/authenticate";
import { Call } from "@/lib/gateway/call";
import type { ChatRequest } from "@/lib/gateway/chat-request";
import { MOST_DEFAULT_OUTPUT_TOKENS } from "@/lib/gateway/estimate";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { businessNow } from "@/lib/time/clock";
import { boundPromptTokens } from "@/lib/tokens/bound-prompt-tokens";

/** A model that is on offer: it has weights in force. */
export type OfferedModel = ModelView & { current: WeightVersionView };

export async function findOfferedModels(at: Date): Promise<OfferedModel[]> {
  const { models } = await getCatalogue(at);
  return models.flatMap((model) => (model.current ? [{ ...model, current: model.current }] : []));
}

/** Admits a chat request: finds the model, estimates the most it can cost, and holds that. */
export async function beginCall(
  node: GatewayNode,
  caller: Caller,
  chat: ChatRequest,
  requestId: string,
): Promise<Call> {
  const at = businessNow();
  const modelCode = chat.fields.model;
  const model = (await findOfferedModels(at)).find(({ code }) => code === modelCode);
  if (!model) throw new GatewayError("modelUnknown", { model: modelCode }, "model");

  const { contextTokens } = model;
  const outputLimit = chat.askedOutputTokens ?? Math.min(model.defaultOutputTokens, MOST_DEFAULT_OUTPUT_TOKENS);
  if (outputLimit > contextTokens)
    throw new GatewayError("invalidValue", { rule: `at most ${contextTokens}` }, limitField(chat));

  // No upstream takes more than the model's context, however large the bound by size is.
  const inputTokens = Math.min(boundPromptTokens(chat.fields), contextTokens);
  const bounds = { inputTokens, outputLimit, choices: chat.choices };
  const want = { ...caller, modelCode, bounds, currentWeights: model.current, at };
  const admitted = await node.admission.admit(want);
  return new Call(node, { caller, chat, modelCode, contextTokens, bounds, admitted, at, requestId });
}

function limitField({ fields }: ChatRequest): string {
  return typeof fields.max_completion_tokens === "number" ? "max_completion_tokens" : "max_tokens";
}
