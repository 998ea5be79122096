import { createHash } from "node:crypto";
import { z } from "zod";
import { type InvalidReason, MOST_EVENT_BYTES, USAGE_EVENT_TYPE } from "@/lib/ingestion/ingested-event";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Printable text of a bounded length: it becomes part of a primary key and of a receipt. */
const Name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{C}+$/u);

/** The attributes of CloudEvents 1.0 that are looked at; others (extensions) are kept as they are. */
export const CloudEvent = z.looseObject({
  specversion: z.literal("1.0"),
  id: Name,
  source: Name,
  type: z.literal(USAGE_EVENT_TYPE),
  datacontenttype: z
    .string()
    .regex(/^[\w.+-]+\/(?:[\w.-]+\+)?json(?:\s*;.*)?$/i)
    .optional(),
  subject: Name.optional(),
  time: z.string().max(60).optional(),
});

export type ReadEvent =
  | { ok: true; source: string; id: string; body: Json }
  | { ok: false; source: string | null; id: string | null; reason: InvalidReason; field: string | null };

const DEEPEST = 6;
/** NUL, and half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;
const ATTRIBUTE_NAME = /^[a-z0-9]{1,40}$/;
const INVALID_BY_FIELD: Record<string, InvalidReason> = {
  specversion: "specversion",
  id: "id",
  source: "source",
  type: "type",
  datacontenttype: "datacontenttype",
};

/** What PostgreSQL can keep as JSON: bounded depth, no NUL and no half of a character. */
function isStorable(value: unknown, depth = 0): value is Json {
  if (typeof value === "string") return !UNSTORABLE.test(value);
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth === DEEPEST) return false;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner, depth + 1));
}

/** JSON format: data may also come as base64 (a JSON text inside). Undefined when it is neither. */
function dataOf(raw: Record<string, unknown>): unknown {
  const { data, data_base64: encoded } = raw;
  if (encoded === undefined || encoded === null) return data;
  if (typeof encoded !== "string" || data !== undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
  } catch {
    // Not JSON: the same as no data.
    return undefined;
  }
}

/** Reads one event of a report. What is no CloudEvent, or none of ours, is refused with its reason. */
export function readCloudEvent(raw: unknown): ReadEvent {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return { ok: false, source: null, id: null, reason: "not_an_object", field: null };
  const given: Record<string, unknown> = { ...raw };
  const { data: _data, data_base64: _encoded, ...rest } = given;
  // An attribute that is null is not set (CloudEvents JSON format).
  const attributes = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== null && value !== undefined),
  );
  const name = (value: unknown) => (Name.safeParse(value).success && typeof value === "string" ? value : null);
  const refused = (reason: InvalidReason, field: string | null = null): ReadEvent => ({
    ok: false,
    source: name(attributes["source"]),
    id: name(attributes["id"]),
    reason,
    field,
  });

  const parsed = CloudEvent.safeParse(attributes);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "");
    return refused(INVALID_BY_FIELD[field] ?? "attribute", field);
  }
  for (const [attribute, value] of Object.entries(attributes))
    if (!ATTRIBUTE_NAME.test(attribute) || typeof value === "object" || !isStorable(value))
      return refused("attribute", ATTRIBUTE_NAME.test(attribute) ? attribute : null);
  const data = dataOf(given);
  if (!isStorable(data)) return refused("data", "data");
  const body: unknown = { ...attributes, data };
  if (Buffer.byteLength(JSON.stringify(body)) > MOST_EVENT_BYTES) return refused("too_large");
  const { source, id } = parsed.data;
  return isStorable(body) ? { ok: true, source, id, body } : refused("attribute");
}

/** JSON with sorted keys, so that the same event always hashes the same, in whichever mode it came. */
function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`)
    .join(",")}}`;
}

/** What tells two bodies of one event apart. */
export function bodyHash(body: Json): string {
  return createHash("sha256").update(canonicalJson(body)).digest("base64url");
}
