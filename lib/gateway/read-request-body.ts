import type { IncomingMessage } from "node:http";
import { GatewayError } from "@/lib/gateway/gateway-error";

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Reads a request's body as text. Refuses what is too large by its announced length, else as soon as it has grown too large. */
export async function readRequestBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The request is not destroyed when reading stops early: the refusal goes out over the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(): GatewayError {
  return new GatewayError("tooLarge", { maxBytes: MAX_BODY_BYTES });
}
