import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type GatewayError } from "@/lib/gateway/gateway-error";
import { callerLocale, errorBody } from "@/lib/gateway/error-body";

/** A client that takes nothing for so long has gone, whatever its connection says. */
const STALLED_CLIENT_MS = 60_000;

/** One HTTP request and its answer. */
export class Exchange {
  private readonly leaving = new AbortController();
  readonly locale;

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly requestId: string,
  ) {
    this.locale = callerLocale(request.headers["accept-language"]);
    response.setHeader("x-request-id", requestId);
    response.on("close", () => {
      if (!response.writableFinished) this.leaving.abort();
    });
    // Writing to a client that has gone raises this; `gone` tells of it.
    response.on("error", () => this.leaving.abort());
  }

  /** Aborts when the client has gone before its answer was whole. */
  get gone(): AbortSignal {
    return this.leaving.signal;
  }

  sendJson(status: number, body: string, headers: Record<string, string> = {}): void {
    this.response.writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    });
    this.response.end(body);
  }

  /** Answers with an error in OpenAI's form; as an event when the stream has begun, and then without `[DONE]`. */
  sendError(error: GatewayError): void {
    const body = JSON.stringify(errorBody(error, this.locale));
    if (this.response.headersSent) {
      this.response.end(`data: ${body}\n\n`);
      return;
    }
    const { seconds } = error.figures;
    this.sendJson(error.status, body, typeof seconds === "number" ? { "retry-after": String(seconds) } : {});
  }

  startStream(headers: Record<string, string>): void {
    this.response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      ...headers,
    });
  }

  /** Sends one event and waits until the client keeps up. Throws an AbortError when it has gone. */
  async sendEvent(data: string): Promise<void> {
    this.gone.throwIfAborted();
    if (this.response.write(`data: ${data.replaceAll("\n", "\ndata: ")}\n\n`)) return;
    const stalled = setTimeout(() => this.response.destroy(), STALLED_CLIENT_MS);
    try {
      await once(this.response, "drain", { signal: this.gone });
    } finally {
      clearTimeout(stalled);
    }
  }

  endStream(): void {
    this.response.end("data: [DONE]\n\n");
  }
}
