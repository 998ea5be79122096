import { addDays, monthlyAnniversary, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";

/** A key's list of addresses and its list of models may have this many entries. */
export const MOST_LIST_ENTRIES = 50;
export const MOST_REQUESTS_PER_MINUTE = 1_000_000;

/** What a key may not exceed. Null: no such limit; an empty list allows everything. Amounts are plan tokens. */
export interface KeyLimits {
  /** ISO instant from which it no longer works. */
  expiresAt: string | null;
  /** Model codes or patterns such as "hunyuan-*". */
  modelScope: readonly string[];
  /** Addresses and networks (CIDR) that may use it. */
  allowedAddresses: readonly string[];
  dayCapTokens: number | null;
  monthCapTokens: number | null;
  totalCapTokens: number | null;
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
}

export const NO_LIMITS = {
  expiresAt: null,
  modelScope: [],
  allowedAddresses: [],
  dayCapTokens: null,
  monthCapTokens: null,
  totalCapTokens: null,
  requestsPerMinute: null,
  tokensPerMinute: null,
} satisfies KeyLimits;

/** How long the former secret goes on working after a rotation, in seconds. */
export const OVERLAP_SECONDS = [0, 3_600, 86_400, 604_800] as const;

/** Plan tokens charged to a key. Days and months are Asia/Shanghai's. */
export interface KeySpend {
  todayTokens: number;
  monthTokens: number;
  totalTokens: number;
}

export const NO_SPEND: KeySpend = { todayTokens: 0, monthTokens: 0, totalTokens: 0 };

export const CAP_WINDOWS = ["day", "month", "total"] as const;
export type CapWindow = (typeof CAP_WINDOWS)[number];

export interface KeyCap {
  window: CapWindow;
  capTokens: number;
  spentTokens: number;
  leftTokens: number;
  /** ISO instant at which counting begins anew; null when it never does. */
  resetsAt: string | null;
}

type Caps = Pick<KeyLimits, "dayCapTokens" | "monthCapTokens" | "totalCapTokens">;

/** The caps a key has, with what is spent and left of each at an instant. */
export function capsOf(limits: Caps, spend: KeySpend, at: Date): KeyCap[] {
  const facts: Record<CapWindow, { capTokens: number | null; spentTokens: number }> = {
    day: { capTokens: limits.dayCapTokens, spentTokens: spend.todayTokens },
    month: { capTokens: limits.monthCapTokens, spentTokens: spend.monthTokens },
    total: { capTokens: limits.totalCapTokens, spentTokens: spend.totalTokens },
  };
  return CAP_WINDOWS.flatMap((window) => {
    const { capTokens, spentTokens } = facts[window];
    if (capTokens === null) return [];
    const leftTokens = Math.max(0, capTokens - spentTokens);
    return [{ window, capTokens, spentTokens, leftTokens, resetsAt: capResetsAt(window, at)?.toISOString() ?? null }];
  });
}

/** When a cap's window ends: midnight or the first of the month in Shanghai; null for what counts for ever. */
export function capResetsAt(window: CapWindow, at: Date): Date | null {
  const today = shanghaiDay(at);
  switch (window) {
    case "day":
      return startOfShanghaiDay(addDays(today, 1));
    case "month":
      return startOfShanghaiDay(monthlyAnniversary(firstOfMonth(today), today));
    case "total":
      return null;
  }
}

/** "2026-05-01" of "2026-05-20". */
export function firstOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`;
}
