import { type z } from "zod";
import { readActor } from "@/lib/auth/read-actor";
import { requestClient } from "@/lib/auth/request-client";
import { sideOf } from "@/lib/auth/side-of";
import { AppError } from "@/lib/errors/app-error";
import type { ErrorCode } from "@/lib/errors/error-table";
import { errorSentence } from "@/lib/http/error-sentence";
import { localeOf } from "@/lib/http/locale-of";
import { newRequestId, type RequestContext } from "@/lib/http/request-context";
import { takeApiAllowance } from "@/lib/http/api-allowance";
import { requireOwnOrigin } from "@/lib/http/own-origin";
import { readBody } from "@/lib/http/read-body";
import { webMetrics } from "@/lib/http/web-metrics";
import type { Locale } from "@/lib/i18n/locale";
import { logger } from "@/lib/log/logger";
import { businessNow } from "@/lib/time/clock";

interface RouteOptions<S extends z.ZodType, R> {
  input: S;
  run: (ctx: RequestContext, input: z.output<S>) => Promise<R>;
  /** The input has a `requestKey`: a program may send it as the header Idempotency-Key (decisions 14). */
  takesRequestKey?: boolean;
  /** HTTP status of success; 200 unless told. */
  status?: number;
  /** Where a form without JavaScript goes on; without it such a form is answered 303 to the page it came from. */
  redirectTo?: (result: R, ctx: RequestContext) => string;
  /** Cookies and other headers that the result sets. */
  headers?: (result: R) => HeadersInit;
  /** What of the result the browser sees; everything unless told. */
  present?: (result: R) => unknown;
}

interface Params {
  params: Promise<Record<string, string | string[]>>;
}

/**
 * The one door for JSON and form requests: merges path, query and body, validates, checks the origin of writes, builds the
 * context, runs one use case, maps errors, sets the request id. A native form (no JavaScript) is answered by a redirect.
 */
export function route<S extends z.ZodType, R>(options: RouteOptions<S, R>) {
  const answer = async (request: Request, { params }: Params): Promise<Response> => {
    const requestId = newRequestId();
    const locale = localeOf(request);
    const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
    try {
      if (request.method !== "GET" && request.method !== "HEAD") requireOwnOrigin(request);
      const key = options.takesRequestKey ? request.headers.get("idempotency-key") : null;
      const raw = {
        ...queryOf(request),
        ...(key === null ? {} : { requestKey: key }),
        ...(await readBody(request)),
        ...(await params),
      };
      const actor = await readActor(request.headers, sideOf(new URL(request.url).pathname));
      const client = requestClient(request.headers);
      await takeApiAllowance(actor, client.address);
      const parsed = options.input.safeParse(raw);
      if (!parsed.success) throw invalidInput(parsed.error);
      const ctx: RequestContext = { actor, now: businessNow(), requestId, locale, client };
      const result = await options.run(ctx, parsed.data);
      const headers = new Headers(options.headers?.(result));
      headers.set("x-request-id", requestId);
      if (isForm) {
        headers.set("location", options.redirectTo?.(result, ctx) ?? refererPath(request));
        return new Response(null, { status: 303, headers });
      }
      headers.set("cache-control", "no-store");
      const shown = options.present ? options.present(result) : result;
      return Response.json(shown ?? null, { status: options.status ?? 200, headers });
    } catch (error) {
      const known = error instanceof AppError ? error : new AppError("INTERNAL");
      if (known !== error)
        logger().error({ err: error, requestId, url: new URL(request.url).pathname }, "request failed");
      return isForm ? backToForm(request, known, requestId) : errorResponse(known, requestId, locale);
    }
  };
  return async (request: Request, params: Params): Promise<Response> => {
    const response = await answer(request, params);
    webMetrics().requests.inc({ method: request.method, status: String(response.status) });
    return response;
  };
}

/** The error as JSON: code, sentence in the reader's language, figures, request id. */
export function errorResponse(error: AppError, requestId: string, locale: Locale): Response {
  const body = {
    error: { code: error.code, message: errorSentence(error, locale), details: error.details, requestId },
  };
  const headers = new Headers({ "x-request-id": requestId, "cache-control": "no-store" });
  const retryAfterSeconds = error.details["retryAfterSeconds"];
  if (typeof retryAfterSeconds === "number") headers.set("retry-after", String(retryAfterSeconds));
  return Response.json(body, { status: error.status, headers });
}

function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

function invalidInput(error: z.ZodError): AppError {
  const issue = error.issues[0];
  const code: ErrorCode = issue?.path[0] === "phone" ? "PHONE_INVALID" : "INVALID_INPUT";
  const field = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : (issue?.path.join(".") ?? "");
  return new AppError(code, { field });
}

function refererPath(request: Request): string {
  const referer = request.headers.get("referer");
  if (!referer || !URL.canParse(referer)) return "/";
  const url = new URL(referer);
  return `${url.pathname}${url.search}`;
}

function backToForm(request: Request, error: AppError, requestId: string): Response {
  const url = new URL(refererPath(request), "http://form");
  url.searchParams.set("error", error.code);
  // The figures of the sentence travel with its code.
  for (const [name, value] of Object.entries(error.details))
    if (value !== null) url.searchParams.set(name, String(value));
  url.searchParams.set("request", requestId);
  return new Response(null, {
    status: 303,
    headers: { location: `${url.pathname}${url.search}`, "x-request-id": requestId },
  });
}
