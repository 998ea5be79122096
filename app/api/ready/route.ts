import { getReadiness } from "@/lib/system/get-readiness";

/** Ready: database reachable and migrations current. 503 otherwise, saying which. */
export async function GET(): Promise<Response> {
  const readiness = await getReadiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
