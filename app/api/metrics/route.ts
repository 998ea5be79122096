import { env } from "@/lib/env/env";
import { sameSecret } from "@/lib/env/secrets";
import { webMetrics } from "@/lib/http/web-metrics";

/** Prometheus figures of this web process, for whoever has METRICS_TOKEN; without one configured the address does not exist. */
export async function GET(request: Request): Promise<Response> {
  const token = env().METRICS_TOKEN;
  if (!token || !sameSecret(request.headers.get("authorization") ?? "", `Bearer ${token}`))
    return new Response(null, { status: 404 });
  const { registry } = webMetrics();
  return new Response(await registry.metrics(), {
    headers: { "content-type": registry.contentType, "cache-control": "no-store" },
  });
}
