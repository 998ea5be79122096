/** What a key spent recently, by a window and the one before it: enough to size its next slice. */
export class SpendRate {
  private startedMs = 0;
  private current = 0;
  private previous = 0;

  constructor(private readonly windowMs: number) {}

  record(tokens: number, nowMs: number): void {
    this.turn(nowMs);
    this.current += tokens;
  }

  /** Plan tokens spent during the last window, the older part by its share. */
  recent(nowMs: number): number {
    this.turn(nowMs);
    const share = 1 - (nowMs - this.startedMs) / this.windowMs;
    return Math.round(this.current + this.previous * Math.max(0, share));
  }

  private turn(nowMs: number): void {
    const passed = Math.floor((nowMs - this.startedMs) / this.windowMs);
    if (passed <= 0) return;
    this.previous = passed === 1 ? this.current : 0;
    this.current = 0;
    this.startedMs += passed * this.windowMs;
  }
}
