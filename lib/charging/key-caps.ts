import { addDays, monthlyAnniversary, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";

/** How much a key may spend, in plan tokens; null where there is no cap. */
export interface KeyCaps {
  day: number | null;
  month: number | null;
  total: number | null;
}

export type CapWindow = keyof KeyCaps;
const WINDOWS = ["day", "month", "total"] as const satisfies readonly CapWindow[];

/** What a capped key has spent and set aside, as of a Shanghai day. Tokens set aside count against every window. */
export interface KeyStanding {
  keyId: string;
  /** "2026-05-20" */
  day: string;
  caps: KeyCaps;
  spent: Record<CapWindow, number>;
  heldTokens: number;
}

/** The cap that leaves a key least. */
export interface CapLeft {
  window: CapWindow;
  capTokens: number;
  spentTokens: number;
  heldTokens: number;
  leftTokens: number;
}

/** The narrowest of a key's caps; null when it has none. On equal room the longer window is named: it opens later. */
export function narrowestCap({ caps, spent, heldTokens }: KeyStanding): CapLeft | null {
  let narrowest: CapLeft | null = null;
  for (const window of WINDOWS) {
    const capTokens = caps[window];
    if (capTokens === null) continue;
    const leftTokens = Math.max(0, capTokens - spent[window] - heldTokens);
    if (narrowest === null || leftTokens <= narrowest.leftTokens)
      narrowest = { window, capTokens, spentTokens: spent[window], heldTokens, leftTokens };
  }
  return narrowest;
}

/** When a cap opens again: at 00:00 in Shanghai of the next day or month. Null for a total, which never does. */
export function capResetsAt(window: CapWindow, at: Date): Date | null {
  const today = shanghaiDay(at);
  if (window === "day") return startOfShanghaiDay(addDays(today, 1));
  return window === "month" ? startOfShanghaiDay(monthlyAnniversary("2000-01-01", today)) : null;
}

interface Spending {
  keyId: string;
  occurredAt: Date;
}

/** What capped keys may still spend beyond what they hold, while a batch burns. Keys that are not here have no cap. */
export class KeyRooms {
  /** By key, then by window: "2026-05-20", "2026-05", "total". */
  private readonly rooms = new Map<string, Map<string, number>>();

  constructor(standings: Iterable<KeyStanding>) {
    for (const { keyId, day, caps, spent, heldTokens } of standings) {
      const windows = this.rooms.get(keyId) ?? new Map<string, number>();
      this.rooms.set(keyId, windows);
      for (const window of WINDOWS) {
        const cap = caps[window];
        if (cap !== null) windows.set(nameOf(window, day), Math.max(0, cap - spent[window] - heldTokens));
      }
    }
  }

  leftFor({ keyId, occurredAt }: Spending): number {
    const windows = this.rooms.get(keyId);
    if (!windows) return Number.MAX_SAFE_INTEGER;
    const day = shanghaiDay(occurredAt);
    return Math.min(...WINDOWS.map((window) => windows.get(nameOf(window, day)) ?? Number.MAX_SAFE_INTEGER));
  }

  /** Tokens that were not held are spent: every window of their day has less room. */
  take(spending: Spending, tokens: number): void {
    this.change(spending, (isOwn) => (isOwn ? -tokens : 0));
  }

  /** Held tokens are spent: they counted against every window before, and now only against those of their day. */
  takeHeld(spending: Spending, tokens: number): void {
    this.change(spending, (isOwn) => (isOwn ? 0 : tokens));
  }

  private change({ keyId, occurredAt }: Spending, by: (isOwn: boolean) => number): void {
    const windows = this.rooms.get(keyId);
    if (!windows) return;
    const day = shanghaiDay(occurredAt);
    const own = new Set(WINDOWS.map((window) => nameOf(window, day)));
    for (const [name, room] of windows) windows.set(name, room + by(own.has(name)));
  }
}

function nameOf(window: CapWindow, day: string): string {
  if (window === "total") return window;
  return window === "day" ? day : day.slice(0, 7);
}
