import type { Caller } from "@/lib/gateway/caller";
import { findOfferedModels, type OfferedModel, servedApis } from "@/lib/gateway/begin-call";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { scopeCovers } from "@/lib/grants/bucket";
import { toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import { UPSTREAM_PATHS } from "@/lib/upstreams/api";
import type { Route } from "@/lib/upstreams/find-routes";

/**
 * The models on offer in OpenAI's form, with what one model token of each takes from a plan, where each is served, and
 * whether the caller's key may use it.
 */
export async function listModels(node: GatewayNode, caller: Caller): Promise<{ object: "list"; data: object[] }> {
  const [models, routes] = await Promise.all([findOfferedModels(businessNow()), node.routes.all()]);
  const data = models.flatMap((model) => {
    const ways = routes.get(model.code) ?? [];
    return ways.length > 0 ? [describe(model, ways, caller)] : [];
  });
  return { object: "list", data };
}

/** One model of the list. Throws modelUnknown. */
export async function describeModel(node: GatewayNode, caller: Caller, code: string): Promise<object> {
  const [models, routes] = await Promise.all([findOfferedModels(businessNow()), node.routes.of(code)]);
  const model = models.find((candidate) => candidate.code === code);
  if (!model || routes.length === 0) throw new GatewayError("modelUnknown", { model: code }, "model");
  return describe(model, routes, caller);
}

function describe(model: OfferedModel, routes: readonly Route[], { key }: Caller): object {
  const { code, family, current, versions, contextTokens, defaultOutputTokens } = model;
  const since = toInstant(versions[0]?.validFrom ?? current.validFrom);
  return {
    id: code,
    object: "model",
    created: Math.floor(since.getTime() / 1_000),
    owned_by: family,
    /** Whether this key may use it. */
    allowed: scopeCovers(key.modelScope, code),
    addresses: servedApis(routes).map((api) => `/v1${UPSTREAM_PATHS[api]}`),
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
