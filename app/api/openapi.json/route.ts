import { env } from "@/lib/env/env";
import { machineAddresses } from "@/lib/openapi/machine-addresses";

/** What programs may call, for everyone: OpenAPI 3.1. */
export function GET(): Response {
  return Response.json(machineAddresses(env().PUBLIC_URL, env().PUBLIC_GATEWAY_URL), {
    headers: { "cache-control": "public, max-age=300" },
  });
}
