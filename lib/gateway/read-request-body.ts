import type { IncomingMessage } from "node:http";
import { GatewayError } from "@/lib/gateway/gateway-error";

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Reads a request's body as text. Refuses what is too large by its announced length, else as soon as it has grown too large. */
export function readRequestBody(request: IncomingMessage): Promise<string> {
  // By its events: an iterator over a request costs more than everything else that is done with a short body.
  return new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) {
      reject(tooLarge());
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
      // The request is not destroyed: the refusal goes out over the same connection, the rest is passed over.
      else reject(tooLarge());
    });
    request.on("end", () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only.toString("utf8") : Buffer.concat(chunks).toString("utf8"));
    });
    request.on("error", reject);
    // A client that goes in the middle of its request may leave neither an end nor an error behind.
    request.on("close", () => {
      if (!request.complete) reject(new DOMException("The client has gone.", "AbortError"));
    });
  });
}

function tooLarge(): GatewayError {
  return new GatewayError("tooLarge", { maxBytes: MAX_BODY_BYTES });
}
