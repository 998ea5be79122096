import type { SliceReturn } from "@/lib/charging/release-slices";

/** Tokens on their way back to the database. A whole slice that could not be returned stays here and is tried again. */
export class SliceReturns {
  private pending = new Map<string, SliceReturn>();

  constructor(private readonly release: (returns: readonly SliceReturn[]) => Promise<unknown>) {}

  /**
   * Gives tokens back, and whole slices left from earlier. Throws what the database throws. A part of a slice is offered once:
   * if it is not known whether the database took it, it goes back at the latest with its slice.
   */
  async giveBack(returns: readonly SliceReturn[]): Promise<void> {
    const due = new Map([...this.pending, ...returns.map((given) => [given.sliceId, given] as const)]);
    for (const given of returns) if (given.tokens === "all") this.pending.set(given.sliceId, given);
    if (due.size === 0) return;
    await this.release([...due.values()]);
    for (const { sliceId } of due.values()) this.pending.delete(sliceId);
  }

  /** The lease is lost: the database takes them back itself. */
  clear(): void {
    this.pending = new Map();
  }
}
