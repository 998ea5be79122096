import type { GatewayKey } from "@/lib/keys/find-key-by-hmac";

interface Entry {
  key: Promise<GatewayKey | null>;
  untilMs: number;
}

const MOST_KEYS = 20_000;

/**
 * Keys that were looked up a moment ago, by HMAC. A change to a key drops its entry at once when it is announced; if the
 * notice is lost, the entry ends with its time: no request that begins `keptMs` after the change is let in by it.
 */
export class KeyCache {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly look: (cell: number, hmac: string, at: Date) => Promise<GatewayKey | null>,
    private readonly keptMs: number,
    private readonly nowMs: () => number,
  ) {}

  async find(cell: number, hmac: string, at: Date): Promise<GatewayKey | null> {
    // The time is counted from before the look-up: what commits later than this may be missing in what it finds.
    const nowMs = this.nowMs();
    const known = this.entries.get(hmac);
    if (known && known.untilMs > nowMs) return known.key;
    const entry = { key: this.look(cell, hmac, at), untilMs: nowMs + this.keptMs };
    this.remember(hmac, entry);
    const key = await entry.key.catch((error: unknown) => {
      this.forgetEntry(hmac, entry);
      throw error;
    });
    // Unknown keys are not kept: a key works from the moment it is created.
    if (!key) this.forgetEntry(hmac, entry);
    return key;
  }

  /** The key was changed: whoever asks next looks again, also when a look-up was under way. */
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
