import { AppError } from "@/lib/errors/app-error";

/** Reads a body as text, and stops as soon as it is larger than `maxBytes`. Throws REQUEST_TOO_LARGE. */
export async function readText(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AppError("REQUEST_TOO_LARGE", { maxBytes });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
