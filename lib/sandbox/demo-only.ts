import { isDemo } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { localeOf } from "@/lib/http/locale-of";
import { newRequestId } from "@/lib/http/request-context";
import { errorResponse } from "@/lib/http/route";

/**
 * The one door of everything that exists for demonstrations alone: in production the address answers 404, before anything
 * of the request is looked at.
 */
export function demoOnly<Rest extends unknown[]>(handler: (request: Request, ...rest: Rest) => Promise<Response>) {
  return async (request: Request, ...rest: Rest): Promise<Response> => {
    if (isDemo()) return handler(request, ...rest);
    return errorResponse(new AppError("NOT_FOUND"), newRequestId(), localeOf(request));
  };
}
