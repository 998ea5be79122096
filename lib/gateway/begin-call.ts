import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import type { Catalogue, ModelView, WeightVersionView } from "@/lib/catalogue/catalogue";
import type { ApiRequest, GatewayApi } from "@/lib/gateway/apis/gateway-api";
import type { Caller } from "@/lib/gateway/caller";
import { Call } from "@/lib/gateway/call";
import { enoughWhenUnasked, MOST_DEFAULT_OUTPUT_TOKENS } from "@/lib/gateway/estimate";
import type { Exchange } from "@/lib/gateway/exchange";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { scopeCovers } from "@/lib/grants/bucket";
import { businessNow } from "@/lib/time/clock";
import { UPSTREAM_APIS, UPSTREAM_PATHS, type UpstreamApi } from "@/lib/upstreams/api";
import type { Route } from "@/lib/upstreams/find-routes";

/** A model that is on offer: it has weights in force. */
export type OfferedModel = ModelView & { current: WeightVersionView };

/** A catalogue is asked for every call and changes seldom. */
const offered = new WeakMap<Catalogue, ReadonlyMap<string, OfferedModel>>();

export async function findOfferedModels(at: Date): Promise<OfferedModel[]> {
  return [...(await offeredModels(at)).values()];
}

async function offeredModels(at: Date): Promise<ReadonlyMap<string, OfferedModel>> {
  const catalogue = await getCatalogue(at);
  let models = offered.get(catalogue);
  if (!models) {
    const views = catalogue.models.flatMap((model) => (model.current ? [{ ...model, current: model.current }] : []));
    offered.set(catalogue, (models = new Map(views.map((model) => [model.code, model]))));
  }
  return models;
}

export interface CallToBegin {
  caller: Caller;
  api: GatewayApi;
  request: ApiRequest;
  exchange: Exchange;
}

/** Admits a request: finds the model, whether the key may use it, estimates the most it can cost, and holds that. */
export async function beginCall(node: GatewayNode, { caller, api, request, exchange }: CallToBegin): Promise<Call> {
  const at = businessNow();
  const modelCode = request.model;
  const model = (await offeredModels(at)).get(modelCode);
  if (!model) throw new GatewayError("modelUnknown", { model: modelCode }, "model");
  if (!scopeCovers(caller.key.modelScope, modelCode))
    throw new GatewayError("modelNotAllowed", { model: modelCode }, "model");
  await requireServed(node, modelCode, api.api);

  // No upstream takes or writes more than the model's context, whatever the request says or its size allows.
  const { contextTokens } = model;
  const ceiling = Math.min(model.defaultOutputTokens, MOST_DEFAULT_OUTPUT_TOKENS);
  const bounds = {
    inputTokens: Math.min(request.boundInput(), contextTokens * request.prompts),
    outputLimit: Math.min(request.askedOutputTokens ?? ceiling, contextTokens),
    choices: request.choices,
  };
  const enoughOutput = request.askedOutputTokens === null ? enoughWhenUnasked(bounds.outputLimit) : bounds.outputLimit;
  const want = { caller, modelCode, bounds, enoughOutput, currentWeights: model.current, at };
  const admitted = await node.admission.admit(want);
  return new Call(node, {
    caller,
    api: api.api,
    request,
    passedHeaders: passedHeaders(api, exchange),
    modelCode,
    mostInputTokens: contextTokens * request.prompts,
    bounds,
    admitted,
    at,
    requestId: exchange.requestId,
  });
}

async function requireServed(node: GatewayNode, modelCode: string, api: UpstreamApi): Promise<void> {
  if ((await node.routes.of(modelCode, api)).length > 0) return;
  const routes = await node.routes.of(modelCode);
  if (routes.length === 0) throw new GatewayError("modelUnknown", { model: modelCode }, "model");
  const apis = servedApis(routes).map((served) => `/v1${UPSTREAM_PATHS[served]}`);
  throw new GatewayError("apiNotServed", { model: modelCode, apis: apis.join(", ") }, "model");
}

/** The protocols that routes of a model speak between them. */
export function servedApis(routes: readonly Route[]): UpstreamApi[] {
  return UPSTREAM_APIS.filter((api) => routes.some(({ apis }) => apis.includes(api)));
}

function passedHeaders({ passedHeaders: names }: GatewayApi, { request }: Exchange): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of names) {
    const value = request.headers[name];
    if (typeof value === "string") passed[name] = value;
  }
  return passed;
}
