import { lastUsableDay } from "@/lib/i18n/format-time";
import { type KeyLimits, MOST_REQUESTS_PER_MINUTE, NO_LIMITS } from "@/lib/keys/key-limits";
import { addDays, startOfShanghaiDay } from "@/lib/time/calendar";

/** What most people choose; anything else can be typed. Plan tokens, or requests. */
export const AMOUNT_PRESETS = {
  dayCapTokens: [100_000, 500_000, 1_000_000, 5_000_000],
  monthCapTokens: [1_000_000, 5_000_000, 10_000_000, 50_000_000],
  totalCapTokens: [1_000_000, 10_000_000, 50_000_000],
  tokensPerMinute: [50_000, 200_000, 1_000_000],
  requestsPerMinute: [10, 60, 300],
} as const satisfies Partial<Record<keyof KeyLimits, readonly number[]>>;

export type AmountName = keyof typeof AMOUNT_PRESETS;
const AMOUNT_NAMES = [
  "dayCapTokens",
  "monthCapTokens",
  "totalCapTokens",
  "tokensPerMinute",
  "requestsPerMinute",
] as const satisfies readonly AmountName[];

/** `choice` is empty for no limit, CUSTOM for what is typed, else a preset. */
export type AmountDraft = { readonly choice: string; readonly text: string };
export const CUSTOM = "custom";

/** The key form as it stands: texts that may not be right yet. */
export type KeyDraft = {
  readonly name: string;
  readonly amounts: Readonly<Record<AmountName, AmountDraft>>;
  /** The last day on which it works, "2026-12-31"; empty for ever. */
  readonly lastDay: string;
  readonly models: readonly string[];
  /** One address or network in a line. */
  readonly addresses: string;
};

export type KeyFault = "name" | AmountName;
export type KeyBody = KeyLimits & { readonly name: string };

export function draftOf(name: string, limits: KeyLimits): KeyDraft {
  const amountOf = (amount: AmountName) => amountDraft(limits[amount], AMOUNT_PRESETS[amount]);
  return {
    name,
    amounts: {
      dayCapTokens: amountOf("dayCapTokens"),
      monthCapTokens: amountOf("monthCapTokens"),
      totalCapTokens: amountOf("totalCapTokens"),
      tokensPerMinute: amountOf("tokensPerMinute"),
      requestsPerMinute: amountOf("requestsPerMinute"),
    },
    lastDay: limits.expiresAt === null ? "" : lastUsableDay(limits.expiresAt),
    models: limits.modelScope,
    addresses: limits.allowedAddresses.join("\n"),
  };
}

function amountDraft(amount: number | null, presets: readonly number[]): AmountDraft {
  if (amount === null) return { choice: "", text: "" };
  return presets.includes(amount) ? { choice: String(amount), text: "" } : { choice: CUSTOM, text: String(amount) };
}

/** What the form asks for, or what in it is not right. An end that was not touched stays as it is stored, to the second. */
export function readDraft(draft: KeyDraft, stored: KeyLimits): { body: KeyBody } | { faults: KeyFault[] } {
  const name = draft.name.trim();
  const faults: KeyFault[] = name === "" ? ["name"] : [];
  const amounts: Record<AmountName, number | null> = { ...NO_LIMITS };
  for (const amount of AMOUNT_NAMES) {
    const { choice, text } = draft.amounts[amount];
    if (choice === "") continue;
    const most = amount === "requestsPerMinute" ? MOST_REQUESTS_PER_MINUTE : Number.MAX_SAFE_INTEGER;
    const read = choice === CUSTOM ? readAmount(text, most) : Number(choice);
    if (read === null) faults.push(amount);
    amounts[amount] = read;
  }
  if (faults.length > 0) return { faults };
  const isKept = stored.expiresAt !== null && lastUsableDay(stored.expiresAt) === draft.lastDay;
  const body = {
    dayCapTokens: amounts.dayCapTokens,
    monthCapTokens: amounts.monthCapTokens,
    totalCapTokens: amounts.totalCapTokens,
    tokensPerMinute: amounts.tokensPerMinute,
    requestsPerMinute: amounts.requestsPerMinute,
    name,
    expiresAt: isKept ? stored.expiresAt : endOfDay(draft.lastDay),
    modelScope: draft.models,
    allowedAddresses: draft.addresses.split(/[\s,，、;；]+/).filter((address) => address !== ""),
  };
  return { body };
}

function endOfDay(day: string): string | null {
  return day === "" ? null : startOfShanghaiDay(addDays(day, 1)).toISOString();
}

const UNITS: Readonly<Record<string, bigint>> = {
  "": 1n,
  k: 1_000n,
  万: 10_000n,
  m: 1_000_000n,
  亿: 100_000_000n,
  b: 1_000_000_000n,
};
const AMOUNT = /^([\d,，]{1,24})(?:\.(\d{1,9}))?\s*(万|亿|[kmb])?$/i;

/** "500000", "500,000", "50万", "0.5M": a whole number from 1 to `most`, or null. */
export function readAmount(text: string, most: number): number | null {
  const [, whole = "", fraction = "", unit = ""] = AMOUNT.exec(text.trim()) ?? [];
  const digits = whole.replaceAll(/[,，]/g, "");
  if (digits === "") return null;
  const scaled = BigInt(digits + fraction) * (UNITS[unit.toLowerCase()] ?? 1n);
  const divisor = 10n ** BigInt(fraction.length);
  const amount = scaled / divisor;
  return scaled % divisor === 0n && amount >= 1n && amount <= BigInt(most) ? Number(amount) : null;
}
