import type { Actor } from "@/lib/auth/actor";
import { requestClient } from "@/lib/auth/request-client";
import { AppError } from "@/lib/errors/app-error";
import { takeApiAllowance } from "@/lib/http/api-allowance";
import { localeOf } from "@/lib/http/locale-of";
import { newRequestId, type RequestContext } from "@/lib/http/request-context";
import { errorResponse } from "@/lib/http/route";
import { webMetrics } from "@/lib/http/web-metrics";
import { logger } from "@/lib/log/logger";
import { businessNow } from "@/lib/time/clock";

interface MachineRouteOptions<I, R> {
  /** Who sends it, by a secret in a header; no cookie is looked at, so that no origin needs to be checked. */
  authenticate: (headers: Headers) => Promise<Actor>;
  /** Reads the body; only after the sender is known. */
  read: (request: Request) => Promise<I>;
  run: (ctx: RequestContext, input: I) => Promise<R>;
  /** The answer's status and body; may throw an AppError that the result amounts to. */
  present: (result: R, input: I) => { status: number; body: unknown };
}

/** The door for other systems: a secret instead of a session, whatever content type, one use case, the errors of every API. */
export function machineRoute<I, R>({ authenticate, read, run, present }: MachineRouteOptions<I, R>) {
  const answer = async (request: Request): Promise<Response> => {
    const requestId = newRequestId();
    const locale = localeOf(request);
    try {
      const actor = await admit(request, authenticate);
      const input = await read(request);
      const ctx: RequestContext = { actor, now: businessNow(), requestId, locale };
      const { status, body } = present(await run(ctx, input), input);
      return Response.json(body, { status, headers: { "x-request-id": requestId, "cache-control": "no-store" } });
    } catch (error) {
      const known = error instanceof AppError ? error : new AppError("INTERNAL");
      if (known !== error)
        logger().error({ err: error, requestId, url: new URL(request.url).pathname }, "request failed");
      return errorResponse(known, requestId, locale);
    }
  };
  return async (request: Request): Promise<Response> => {
    const response = await answer(request);
    webMetrics().requests.inc({ method: request.method, status: String(response.status) });
    return response;
  };
}

/** The sender, within its allowance; whoever tries secrets uses up the allowance of the address. */
async function admit(request: Request, authenticate: (headers: Headers) => Promise<Actor>): Promise<Actor> {
  const { address } = requestClient(request.headers);
  try {
    const actor = await authenticate(request.headers);
    await takeApiAllowance(actor, address);
    return actor;
  } catch (error) {
    if (error instanceof AppError && error.status === 401) await takeApiAllowance({ kind: "visitor" }, address);
    throw error;
  }
}
