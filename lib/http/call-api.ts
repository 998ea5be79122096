import * as z from "zod/mini";

const Failure = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    requestId: z.string(),
  }),
});

type Details = z.infer<typeof Failure>["error"]["details"];

/** What the server refused, with its sentence in the reader's language; or OFFLINE or UNREADABLE, without one. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly details: Details;
  readonly requestId: string | null;

  constructor(code: string, message: string, details: Details = {}, requestId: string | null = null) {
    super(message);
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }
}

/** How the browser speaks to /api: JSON both ways; whatever is refused becomes an ApiError. */
export async function callApi<T>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: `/api/${string}`,
  { body, answer }: { body?: unknown; answer: (json: unknown) => T },
): Promise<T> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await fetch(path, { method, ...sent }).catch(() => {
    throw new ApiError("OFFLINE", "");
  });
  const json: unknown = await response.json().catch(() => null);
  if (response.ok) return answer(json);
  const failure = Failure.safeParse(json);
  if (!failure.success) throw new ApiError("UNREADABLE", "", {}, response.headers.get("x-request-id"));
  const { code, message, details, requestId } = failure.data.error;
  throw new ApiError(code, message, details, requestId);
}
