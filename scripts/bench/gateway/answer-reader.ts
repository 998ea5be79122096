const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");
const NO_BYTES = Buffer.alloc(0);

/**
 * Reads HTTP answers of one connection, no more than the load needs: status 200, a whole body by its length or its chunks,
 * and what a whole answer holds at its end. Throws at anything else. It is cheap, so that what is measured gets the processor.
 */
export class AnswerReader {
  private received: Buffer = NO_BYTES;

  constructor(
    private readonly streamed: boolean,
    private readonly onWhole: () => void,
  ) {}

  take(bytes: Buffer): void {
    this.received = this.received.length === 0 ? bytes : Buffer.concat([this.received, bytes]);
    const headEnd = this.received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.received.toString("latin1", 0, headEnd);
    const bodyStart = headEnd + HEAD_END.length;
    if (!head.startsWith("HTTP/1.1 200")) throw new Error(`an answer that is not 200: ${this.received.toString()}`);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length !== undefined) {
      if (this.received.length < bodyStart + Number(length)) return;
    } else if (!this.endsWithLastChunk(bodyStart)) return;
    this.finish(bodyStart);
  }

  private finish(bodyStart: number): void {
    const body = this.received.toString("latin1", bodyStart);
    if (!body.includes(this.streamed ? "data: [DONE]" : '"usage"')) throw new Error(`not a whole answer: ${body}`);
    this.received = NO_BYTES;
    this.onWhole();
  }

  /** Looks at the end first; the chunks are walked only when it may be there. */
  private endsWithLastChunk(bodyStart: number): boolean {
    const { received } = this;
    if (!received.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)) return false;
    let at = bodyStart;
    while (at < received.length) {
      const lineEnd = received.indexOf("\r\n", at);
      if (lineEnd < 0) return false;
      const size = Number.parseInt(received.toString("latin1", at, lineEnd), 16);
      if (size === 0) return true;
      at = lineEnd + 2 + size + 2;
    }
    return false;
  }
}
