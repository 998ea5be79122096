import { db } from "@/lib/db/client";
import { openText } from "@/lib/env/secrets";
import { UPSTREAM_APIS, type UpstreamApi } from "@/lib/upstreams/api";
import { isAllowedUpstream } from "@/lib/upstreams/upstream-address";

/** How long an upstream is waited for; null is as long as the gateway waits for any. */
export interface RouteTimeouts {
  connectMs: number | null;
  firstByteMs: number | null;
  idleMs: number | null;
}

/** One way to have a model served. */
export interface Route {
  upstreamCode: string;
  /** With its version path, without a slash at the end. */
  baseUrl: string;
  apiKey: string | null;
  /** What the upstream calls the model. */
  upstreamModel: string;
  apis: readonly UpstreamApi[];
  /** The lowest is tried first. */
  priority: number;
  /** The share of calls among routes of the same priority. */
  weight: number;
  timeouts: RouteTimeouts;
}

/** The address in the table that stands for the built-in upstream of this process. */
const BUILT_IN = "sandbox://built-in";

export interface RoutePolicy {
  /** Where this process's sandbox upstream listens; null where there is none (production). */
  sandboxUrl: string | null;
  allowedHosts: readonly string[];
}

/** The routes of every model, lowest priority first. Upstreams that configuration does not allow are left out. */
export async function findRoutes(policy: RoutePolicy): Promise<Map<string, Route[]>> {
  const rows = await db().upstreamRoute.findMany({
    include: { upstream: true, model: { select: { code: true } } },
    orderBy: [{ priority: "asc" }, { id: "asc" }],
  });
  const routes = new Map<string, Route[]>();
  for (const { upstream, model, upstreamModel, priority, weight } of rows) {
    const baseUrl = upstream.baseUrl === BUILT_IN ? policy.sandboxUrl : allowedUrl(upstream.baseUrl, policy);
    if (baseUrl === null) continue;
    const route = {
      upstreamCode: upstream.code,
      baseUrl,
      apiKey: upstream.keyBox === null ? null : openText(upstream.keyBox),
      upstreamModel,
      apis: UPSTREAM_APIS.filter((api) => upstream.apis.includes(api)),
      priority,
      weight,
      timeouts: { connectMs: upstream.connectMs, firstByteMs: upstream.firstByteMs, idleMs: upstream.idleMs },
    };
    routes.set(model.code, [...(routes.get(model.code) ?? []), route]);
  }
  return routes;
}

function allowedUrl(baseUrl: string, { allowedHosts }: RoutePolicy): string | null {
  return isAllowedUpstream(baseUrl, allowedHosts) ? baseUrl.replace(/\/+$/, "") : null;
}
