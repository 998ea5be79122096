import { GatewayError } from "@/lib/gateway/gateway-error";
import { parseJson } from "@/lib/gateway/parse-json";

/**
 * Reading what an upstream wrote, by hand: it happens for every piece of every stream, where a schema would cost more than
 * all the rest of the gateway's work. What does not fit throws upstreamMalformed.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function parseObject(text: string): JsonObject {
  const value = parseJson(text);
  if (!isJsonObject(value)) throw new GatewayError("upstreamMalformed");
  return value;
}

/** A text; empty when absent. */
export function textAt(object: JsonObject, name: string): string {
  const value = object[name];
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  throw new GatewayError("upstreamMalformed");
}

/** An object; null when absent. */
export function objectAt(object: JsonObject, name: string): JsonObject | null {
  const value = object[name];
  if (value === undefined || value === null) return null;
  if (isJsonObject(value)) return value;
  throw new GatewayError("upstreamMalformed");
}

/** A list of objects; empty when absent. */
export function objectsAt(object: JsonObject, name: string): readonly JsonObject[] {
  const value = object[name];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isJsonObject)) return value;
  throw new GatewayError("upstreamMalformed");
}

/** A count of tokens; null for anything that is none, so that a report nobody can believe is no report. */
export function countAt(object: JsonObject | null, name: string): number | null {
  const value = object?.[name];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Whether an answer is an error in spite of its status. */
export function isFailure({ error }: JsonObject): boolean {
  return isJsonObject(error) || (typeof error === "string" && error !== "");
}
