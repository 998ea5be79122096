import type { ModelUsage } from "@/lib/charging/rate";
import type { StreamEvent } from "@/lib/gateway/apis/event-frame";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

/**
 * Reads what upstream says and writes during one attempt: the answer's text, whether it is finished, and reported usage.
 * Reading throws upstreamFailed for an error, upstreamMalformed for what is not the protocol.
 */
export abstract class AnswerMeter {
  /** By choice. */
  private readonly written = new Map<number, string>();
  protected usage: ModelUsage | null = null;
  /** The event that ends a stream has come. */
  isOver = false;
  /** What ends the stream for the client: sent when the charge is durable. */
  endFrame = "";

  /** Reads the whole answer; returns it as the client sees it. */
  abstract readWhole(text: string): string;

  /** Reads one event; returns what the client sees of it now, which may be nothing. */
  abstract readEvent(event: StreamEvent): string;

  /** The answer is complete, even if the event that ends the stream never comes. */
  abstract get isFinished(): boolean;

  /** Something of an answer has come, not only its frame. */
  get hasOutput(): boolean {
    return this.hasText;
  }

  /** Usage as upstream reports it; null when it says nothing, or zero where there is something. */
  get reportedUsage(): ModelUsage | null {
    if (!this.usage) return null;
    if (this.hasOutput && this.usage.inputTokens === 0) return null;
    if (this.hasText && this.usage.outputTokens === 0) return null;
    return this.usage;
  }

  /** The same for a client who left: what was reported until then. */
  get usageSoFar(): ModelUsage | null {
    return this.reportedUsage;
  }

  /** Output tokens by our own count. */
  countOutput(): number {
    let tokens = 0;
    for (const [choice, text] of this.written) tokens += countTextTokens(this.ownText(choice, text));
    return tokens;
  }

  protected write(choice: number, piece: string): void {
    if (piece !== "") this.written.set(choice, (this.written.get(choice) ?? "") + piece);
  }

  protected get hasText(): boolean {
    for (const [choice, text] of this.written) if (this.ownText(choice, text) !== "") return true;
    return false;
  }

  /** What of a choice's text the model wrote itself. */
  protected ownText(_choice: number, text: string): string {
    return text;
  }
}
