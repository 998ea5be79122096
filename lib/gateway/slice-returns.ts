import type { Slice } from "@/lib/charging/charging";

/** Slices on their way back to the database. One that could not be returned stays here and is tried again. */
export class SliceReturns {
  private readonly pending = new Map<string, Slice>();

  constructor(private readonly release: (slice: { cell: number; sliceId: string }) => Promise<void>) {}

  /** Gives slices back, and those left from earlier. Throws what the database throws; nothing is forgotten then. */
  async giveBack(slices: readonly Slice[]): Promise<void> {
    for (const slice of slices) this.pending.set(slice.id, slice);
    for (const { id, cell } of [...this.pending.values()]) {
      await this.release({ cell, sliceId: id });
      this.pending.delete(id);
    }
  }

  /** The lease is lost: the database takes them back itself. */
  clear(): void {
    this.pending.clear();
  }
}
