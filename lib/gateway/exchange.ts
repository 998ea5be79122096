import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type ErrorForm, OPENAI_ERRORS } from "@/lib/gateway/apis/error-form";
import { callerLocale, errorText } from "@/lib/gateway/error-body";
import type { GatewayError } from "@/lib/gateway/gateway-error";

/** A client that takes nothing for so long has gone, whatever its connection says. */
const STALLED_CLIENT_MS = 60_000;

/** One HTTP request and its answer. */
export class Exchange {
  private readonly leaving = new AbortController();
  /** How failures are told: in the protocol of the address that was called. */
  errors: ErrorForm = OPENAI_ERRORS;

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly requestId: string,
  ) {
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
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
      "x-request-id": this.requestId,
      ...headers,
    });
    this.response.end(body);
  }

  /** Answers with an error; as an event when the stream has begun, and then without what ends a whole one. */
  sendError(error: GatewayError): void {
    const { errors, requestId, response } = this;
    const text = errorText(error, callerLocale(this.request.headers["accept-language"]));
    const failure = { error, text, requestId };
    if (response.headersSent) {
      response.end(errors.event(failure));
      return;
    }
    const { seconds } = error.figures;
    const headers = typeof seconds === "number" ? { "retry-after": String(seconds) } : {};
    this.sendJson(errors.statusOf(error), errors.body(failure), headers);
  }

  /** Begins a stream; `trailers` are the names of the headers that can only follow it. */
  startStream(headers: Record<string, string>, trailers: readonly string[]): void {
    this.response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-request-id": this.requestId,
      ...headers,
      ...(this.takesTrailers && { trailer: trailers.join(", ") }),
    });
  }

  /** Sends events and waits until the client keeps up. Throws an AbortError when it has gone. */
  async sendEvents(frames: string): Promise<void> {
    this.gone.throwIfAborted();
    if (this.response.write(frames)) return;
    const stalled = setTimeout(() => this.response.destroy(), STALLED_CLIENT_MS);
    try {
      await once(this.response, "drain", { signal: this.gone });
    } finally {
      clearTimeout(stalled);
    }
  }

  /** Ends a stream. What could not be told at its beginning follows as a comment, which clients pass over, and as trailers. */
  endStream(endFrame: string, trailers: Record<string, string>): void {
    const told = Object.entries(trailers).map(([name, value]) => `${name}=${value}`);
    if (told.length > 0 && this.takesTrailers) this.response.addTrailers(trailers);
    this.response.end(told.length > 0 ? `: ${told.join(" ")}\n\n${endFrame}` : endFrame);
  }

  /** HTTP 1.0 knows no chunks, and so nothing that follows them. */
  private get takesTrailers(): boolean {
    return this.request.httpVersionMinor > 0;
  }
}
