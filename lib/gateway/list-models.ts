import { findOfferedModels, type OfferedModel } from "@/lib/gateway/begin-call";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";

/** The models on offer in OpenAI's form, with what one model token of each takes from a plan. */
export async function listModels(node: GatewayNode): Promise<{ object: "list"; data: object[] }> {
  const [models, routes] = await Promise.all([findOfferedModels(businessNow()), node.routes.all()]);
  return { object: "list", data: models.filter(({ code }) => routes.has(code)).map(describe) };
}

/** One model of the list. Throws modelUnknown. */
export async function describeModel(node: GatewayNode, code: string): Promise<object> {
  const [models, routes] = await Promise.all([findOfferedModels(businessNow()), node.routes.of(code)]);
  const model = models.find((candidate) => candidate.code === code);
  if (!model || routes.length === 0) throw new GatewayError("modelUnknown", { model: code }, "model");
  return describe(model);
}

function describe({ code, family, current, versions, contextTokens, defaultOutputTokens }: OfferedModel): object {
  const since = toInstant(versions[0]?.validFrom ?? current.validFrom);
  return {
    id: code,
    object: "model",
    created: Math.floor(since.getTime() / 1_000),
    owned_by: family,
    context_length: contextTokens,
    default_output_tokens: defaultOutputTokens,
    /** Plan tokens per 1,000 model tokens. */
    weights: {
      version: current.versionNo,
      input: current.inputMilli,
      cached_input: current.cachedInputMilli,
      output: current.outputMilli,
      per: 1_000,
    },
  };
}
