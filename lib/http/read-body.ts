import { AppError } from "@/lib/errors/app-error";
import { parseJson } from "@/lib/http/parse-json";
import { readText } from "@/lib/http/read-text";

const MAX_BODY_BYTES = 256 * 1024;

/** Reads a JSON object or a form into plain fields. Refuses what is too large (before reading it all) or not an object. */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (request.method === "GET" || request.method === "HEAD" || !request.body) return {};
  const text = await readText(request.body, MAX_BODY_BYTES);
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  if (text === "") return {};
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new AppError("MALFORMED_REQUEST");
  return { ...value };
}
