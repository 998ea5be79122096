/**
 * Two clocks (decisions 16). The business clock decides prices, orders, codes, validity, events and notices, and can be
 * moved ahead in the sandbox. The system clock decides sessions, rate limits, TOTP and timeouts. Both are read only here.
 */
interface ClockState {
  offsetMs: number;
  /** How far the database's clock is ahead of this machine's. */
  skewMs: number;
  pinnedAt: number | null;
}

// On globalThis, because Next.js may load this module more than once in a process (instrumentation, pages, handlers).
const holder: typeof globalThis & { __tokenhallClock?: ClockState } = globalThis;
const state: ClockState = (holder.__tokenhallClock ??= { offsetMs: 0, skewMs: 0, pinnedAt: null });

const LEAST_SKEW_MS = 1_000;

/** The system's time. */
export function systemNow(): Date {
  return new Date();
}

/** Milliseconds of the system's time; for timeouts and durations. */
export function systemMs(): number {
  return Date.now();
}

/** Milliseconds of a clock that nobody sets: for what must not outlive its time, whatever happens to the system's. */
export function steadyMs(): number {
  return performance.now();
}

/** The business time: the database's time plus the stored offset, or the pinned instant plus the offset. */
export function businessNow(): Date {
  return businessTimeAt(state.offsetMs);
}

/** What the business clock shows when it is that far ahead. */
export function businessTimeAt(milliseconds: number): Date {
  return new Date((state.pinnedAt ?? Date.now() + state.skewMs) + milliseconds);
}

/** Sets how far the business clock is ahead. Called with the stored offset at start and whenever it is announced. */
export function setBusinessOffset(milliseconds: number): void {
  state.offsetMs = milliseconds;
}

/**
 * Sets how far the database's clock is ahead of this machine's, so that all nodes agree on the instant at which a price, a
 * bucket or a day begins, however their own clocks are set.
 */
export function setClockSkew(milliseconds: number): void {
  // A busy machine measures some hundred milliseconds wrong: following that, the clock would step back and forth.
  if (Math.abs(milliseconds - state.skewMs) >= LEAST_SKEW_MS) state.skewMs = milliseconds;
}

/** Pins the business clock to an instant (DEMO_NOW and tests); null lets it run again. */
export function pinBusinessClock(at: Date | null): void {
  state.pinnedAt = at?.getTime() ?? null;
}
