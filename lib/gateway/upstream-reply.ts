import type { IncomingHttpHeaders } from "node:http";
import { type Dispatcher, errors } from "undici";
import { isAbortError } from "@/lib/errors/is-abort-error";
import { GatewayError } from "@/lib/gateway/gateway-error";

/** The calls of one upstream that are under way. */
export interface CallsUnderWay {
  count: number;
}

/** More than this and upstream waits until the client has taken some of it. */
const MOST_WAITING_BYTES = 64 * 1024;
/** The rest of an answer that nobody wants is read so far, to keep the connection. */
const MOST_DISCARDED_BYTES = 64 * 1024;

/**
 * What an upstream answers to one request. It is undici's own handler, because `request()` adds a stream, an abort listener and
 * their garbage to every call, two fifths of what it took (`DECISIONS.md`). Errors are what they mean to the caller.
 */
export class UpstreamReply implements Dispatcher.DispatchHandler {
  status = 0;
  headers: IncomingHttpHeaders = {};
  private controller: Dispatcher.DispatchController | null = null;
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  private mostWaitingBytes = MOST_WAITING_BYTES;
  private isDiscarded = false;
  private isOver = false;
  private failure: Error | null = null;
  private wake: (() => void) | null = null;

  constructor(
    private readonly underWay: CallsUnderWay,
    signal: AbortSignal,
  ) {
    underWay.count += 1;
    // Never taken off: the signal lives as long as the call, and a reply that is over has nothing left to cancel.
    if (signal.aborted) this.cancel();
    else signal.addEventListener("abort", () => this.cancel(), { once: true });
  }

  /** Waits for the status. */
  async begin(): Promise<void> {
    while (this.status === 0) {
      if (this.failure) throw this.failure;
      await this.change();
    }
  }

  /** The body as it comes; what came together, together. Whoever stops reading before its end cancels the call. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void> {
    try {
      for (;;) {
        if (this.waiting.length > 0) yield this.takeWaiting();
        else if (this.failure) throw this.failure;
        else if (this.isOver) return;
        else await this.change();
      }
    } finally {
      this.cancel();
    }
  }

  /** The whole body. Throws upstreamMalformed when it is longer than any answer is. */
  async text(mostBytes: number): Promise<string> {
    this.mostWaitingBytes = mostBytes;
    this.controller?.resume();
    while (!this.isOver && !this.failure && this.waitingBytes <= mostBytes) await this.change();
    if (this.waitingBytes > mostBytes) {
      this.cancel();
      throw new GatewayError("upstreamMalformed");
    }
    if (this.failure) throw this.failure;
    return this.takeWaiting().toString("utf8");
  }

  /** Nobody wants the rest. */
  discard(): void {
    this.isDiscarded = true;
    this.waiting.length = 0;
    this.waitingBytes = 0;
    this.controller?.resume();
  }

  cancel(): void {
    if (this.isOver || this.failure) return;
    this.failure = new DOMException("The call was cancelled.", "AbortError");
    this.controller?.abort(new errors.RequestAbortedError());
    this.tell();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.failure) controller.abort(new errors.RequestAbortedError());
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // "Continue" and its like come before the answer.
    if (status < 200) return;
    this.status = status;
    this.headers = headers;
    this.tell();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.waitingBytes += chunk.length;
    if (this.isDiscarded) {
      if (this.waitingBytes > MOST_DISCARDED_BYTES) this.cancel();
      return;
    }
    this.waiting.push(chunk);
    if (this.waitingBytes > this.mostWaitingBytes) controller.pause();
    this.tell();
  }

  onResponseEnd(): void {
    this.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.failure ??= upstreamFailure(error);
    this.end();
  }

  private takeWaiting(): Buffer {
    const [only] = this.waiting;
    const taken = this.waiting.length === 1 && only ? only : Buffer.concat(this.waiting);
    this.waiting.length = 0;
    this.waitingBytes = 0;
    if (this.controller?.paused) this.controller.resume();
    return taken;
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.underWay.count -= 1;
    this.tell();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private tell(): void {
    const { wake } = this;
    this.wake = null;
    wake?.();
  }
}

/** What a broken connection to an upstream means to the caller. Aborts and known failures pass unchanged. */
function upstreamFailure(error: Error): Error {
  if (error instanceof GatewayError || isAbortError(error)) return error;
  const timeouts = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError];
  if (timeouts.some((kind) => error instanceof kind)) return new GatewayError("upstreamTimeout");
  return new GatewayError("upstreamFailed");
}
