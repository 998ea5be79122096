import { setCookies } from "./set-cookies";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Response | Promise<Response>;

interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as a native form sends it. */
  form?: Record<string, string>;
  cookie?: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  body: unknown;
  location: string | null;
  headers: Headers;
  /** The cookies it set, as the browser would send them back. */
  cookie: string;
}

/** Calls a route handler with a real Request, as Next would after routing it. */
export async function callRoute(handler: Handler, path: string, call: Call = {}): Promise<Answer> {
  const body = call.form
    ? new URLSearchParams(call.form).toString()
    : call.json === undefined
      ? undefined
      : JSON.stringify(call.json);
  const headers = new Headers({ host: "localhost:3000", "x-forwarded-for": "203.0.113.5", ...call.headers });
  if (call.cookie) headers.set("cookie", call.cookie);
  if (body !== undefined)
    headers.set("content-type", call.form ? "application/x-www-form-urlencoded" : "application/json");
  const method = call.method ?? (body === undefined ? "GET" : "POST");
  const request = new Request(`http://localhost:3000${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const response = await handler(request, { params: Promise.resolve(call.params ?? {}) });
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? null : JSON.parse(text),
    location: response.headers.get("location"),
    headers: response.headers,
    cookie: setCookies(response.headers),
  };
}
