import { createHash } from "node:crypto";
import { systemMs } from "@/lib/time/clock";
import { type ChatPrompt } from "@/lib/tokens/prompt-texts";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";

/** Providers cache prefixes from about this length on, in blocks. */
const SHORTEST_TOKENS = 1_024;
const BLOCK_TOKENS = 128;
const KEPT_MS = 5 * 60_000;
const MOST_PREFIXES = 2_000;

/** Remembers prompt beginnings, message by message, as a provider's prefix cache does. */
export class PromptCache {
  private readonly seen = new Map<string, { tokens: number; until: number }>();

  /** How many tokens of the prompt were cached already; remembers the prompt for the next request. */
  use(model: string, prompt: ChatPrompt, promptTokens: number): number {
    if (promptTokens < SHORTEST_TOKENS) return 0;
    const now = systemMs();
    const digest = createHash("sha256").update(JSON.stringify([model, prompt.tools ?? null]));
    let cached = 0;
    let tokens = 0;
    for (const message of prompt.messages) {
      digest.update(JSON.stringify(message) ?? "");
      const prefix = digest.copy().digest("base64url");
      const known = this.seen.get(prefix);
      if (known && known.until > now) cached = known.tokens;
      tokens += known ? known.tokens - tokens : countPromptTokens({ messages: [message] });
      this.remember(prefix, tokens, now);
    }
    const blocks = Math.floor(Math.min(cached, promptTokens) / BLOCK_TOKENS) * BLOCK_TOKENS;
    return blocks < SHORTEST_TOKENS ? 0 : blocks;
  }

  private remember(prefix: string, tokens: number, now: number): void {
    // Written again to be the newest: a Map keeps the order of writing, so the first is the longest unused.
    this.seen.delete(prefix);
    this.seen.set(prefix, { tokens, until: now + KEPT_MS });
    const [oldest] = this.seen.keys();
    if (this.seen.size > MOST_PREFIXES && oldest !== undefined) this.seen.delete(oldest);
  }
}
