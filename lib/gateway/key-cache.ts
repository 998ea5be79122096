import type { GatewayKey } from "@/lib/keys/find-key-by-hmac";

interface Entry {
  key: Promise<GatewayKey | null>;
  untilMs: number;
}

const MOST_KEYS = 20_000;

/**
 * Keys that were looked up in the last seconds, by HMAC. A revocation drops its entry at once when it is announced; if
 * the notice is lost, the entry ends with its time.
 */
export class KeyCache {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly look: (cell: number, hmac: string) => Promise<GatewayKey | null>,
    private readonly keptMs: number,
    private readonly nowMs: () => number,
  ) {}

  async find(cell: number, hmac: string): Promise<GatewayKey | null> {
    const known = this.entries.get(hmac);
    if (known && known.untilMs > this.nowMs()) return known.key;
    const entry = { key: this.look(cell, hmac), untilMs: this.nowMs() + this.keptMs };
    this.remember(hmac, entry);
    const key = await entry.key.catch((error: unknown) => {
      this.forgetEntry(hmac, entry);
      throw error;
    });
    // Unknown keys are not kept: a key works from the moment it is created.
    if (!key) this.forgetEntry(hmac, entry);
    return key;
  }

  /** The key is revoked: whoever asks next looks again, also when a look-up was under way. */
  forget(hmac: string): void {
    this.entries.delete(hmac);
  }

  /** Notices may have been missed. */
  forgetAll(): void {
    this.entries.clear();
  }

  private remember(hmac: string, entry: Entry): void {
    this.entries.delete(hmac);
    this.entries.set(hmac, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > MOST_KEYS && oldest !== undefined) this.entries.delete(oldest);
  }

  private forgetEntry(hmac: string, entry: Entry): void {
    if (this.entries.get(hmac) === entry) this.entries.delete(hmac);
  }
}
