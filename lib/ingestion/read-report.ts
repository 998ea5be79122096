import { AppError } from "@/lib/errors/app-error";
import { parseJson } from "@/lib/http/parse-json";
import { readText } from "@/lib/http/read-text";
import { MOST_BATCH_BYTES } from "@/lib/ingestion/ingested-event";

/** What one request reports: a single event, or a batch that is answered event by event. */
export interface Report {
  isBatch: boolean;
  events: unknown[];
}

const PREFIX = "ce-";

/**
 * Reads CloudEvents 1.0 over HTTP: structured (application/cloudevents+json), batch (application/cloudevents-batch+json), or
 * binary (attributes in ce-* headers, the data as body). Looks at the envelope of none. Throws CONTENT_TYPE_UNSUPPORTED.
 */
export async function readReport(request: Request): Promise<Report> {
  const contentType = request.headers.get("content-type") ?? "";
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const isBinary = !type.startsWith("application/cloudevents") && request.headers.has("ce-specversion");
  if (!isBinary && type !== "application/cloudevents+json" && type !== "application/cloudevents-batch+json")
    throw new AppError("CONTENT_TYPE_UNSUPPORTED");
  const text = request.body ? await readText(request.body, MOST_BATCH_BYTES) : "";
  if (isBinary) return { isBatch: false, events: [binaryEvent(request.headers, contentType, text)] };
  const json = parseJson(text);
  if (type === "application/cloudevents+json") return { isBatch: false, events: [json] };
  if (!Array.isArray(json)) throw new AppError("MALFORMED_REQUEST");
  return { isBatch: true, events: [...json.values()] };
}

/** An event from headers, in the form that the JSON format has. */
function binaryEvent(headers: Headers, contentType: string, text: string): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [name, value] of headers)
    if (name.startsWith(PREFIX)) attributes[name.slice(PREFIX.length)] = decoded(value);
  if (contentType !== "") attributes["datacontenttype"] = contentType;
  return { ...attributes, ...(text === "" ? {} : { data: parseJson(text) }) };
}

/** Header values carry what is not ASCII percent-encoded (CloudEvents HTTP binding, 3.1.3.2). */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // A lone percent sign stands for itself.
    return value;
  }
}
