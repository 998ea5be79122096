import type { Permission } from "@/lib/auth/permissions";
import type { LocalText } from "@/lib/i18n/locale";

/** What a change set can change. Packs and pay as you go are one table and two kinds of product. */
export const ITEM_KINDS = ["plan", "pack", "payg", "weight"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** The fields of an item's terms; the unit comes last, weights in thousandths. */
export const TERM_FIELDS = {
  plan: ["priceFen", "quotaTokens"],
  pack: ["priceFen", "quotaTokens", "validDays"],
  payg: ["priceFen", "quotaTokens", "validDays"],
  weight: ["inputMilli", "cachedInputMilli", "outputMilli"],
} as const satisfies Record<ItemKind, readonly string[]>;
export type TermField = (typeof TERM_FIELDS)[ItemKind][number];

/** What a customer gets for what; all fields of the kind, changed or not. */
export type Terms = Partial<Record<TermField, number>>;

/** Anything above is a slip of the hand: 10 million yuan, a trillion tokens, ten years, a weight of 1,000. */
export const TERM_LIMITS: Record<TermField, number> = {
  priceFen: 1_000_000_000,
  quotaTokens: 1_000_000_000_000,
  validDays: 3_660,
  inputMilli: 1_000_000,
  cachedInputMilli: 1_000_000,
  outputMilli: 1_000_000,
};

/** When running subscriptions move: at their next renewal, or once the old version need no longer be kept. */
export const SUBSCRIPTION_POLICIES = ["next_renewal", "keep_until"] as const;
export type SubscriptionPolicy = (typeof SUBSCRIPTION_POLICIES)[number];

export const STORED_STATUSES = [
  "draft",
  "submitted",
  "approved",
  "published",
  "rejected",
  "withdrawn",
  "superseded",
] as const;
export type StoredStatus = (typeof STORED_STATUSES)[number];

/** What a reader sees. "effective" is not stored: a published set is effective once its instant has passed. */
export type ChangeSetStatus = StoredStatus | "effective";
export const CHANGE_SET_STATUSES = [...STORED_STATUSES, "effective"] as const;

interface Move {
  from: readonly StoredStatus[];
  to: StoredStatus;
  permission: Permission;
  /** Refused to everyone who drafted or edited the set (domain.md, invariant 6). */
  fourEyes: boolean;
}

/** The state table. Whatever is not here cannot happen. */
export const MOVES = {
  submit: { from: ["draft"], to: "submitted", permission: "pricing:draft", fourEyes: false },
  takeBack: { from: ["submitted"], to: "draft", permission: "pricing:draft", fourEyes: false },
  discard: { from: ["draft"], to: "withdrawn", permission: "pricing:draft", fourEyes: false },
  approve: { from: ["submitted"], to: "approved", permission: "pricing:approve", fourEyes: true },
  reject: { from: ["submitted"], to: "rejected", permission: "pricing:approve", fourEyes: true },
  publish: { from: ["approved"], to: "published", permission: "pricing:publish", fourEyes: true },
  withdraw: { from: ["approved", "published"], to: "withdrawn", permission: "pricing:withdraw", fourEyes: true },
} as const satisfies Record<string, Move>;
export type MoveName = keyof typeof MOVES;

const MOVE_NAMES = [
  "submit",
  "takeBack",
  "discard",
  "approve",
  "reject",
  "publish",
  "withdraw",
] as const satisfies readonly MoveName[];

export function isStoredStatus(text: string): text is StoredStatus {
  return STORED_STATUSES.some((status) => status === text);
}

export function isItemKind(text: string): text is ItemKind {
  return ITEM_KINDS.some((kind) => kind === text);
}

/** Published and past its instant. */
export function isEffective(set: { status: string; effectiveAt: Date }, now: Date): boolean {
  return set.status === "published" && set.effectiveAt.getTime() <= now.getTime();
}

/** True when the state table has this move from this status. */
export function canMove(name: MoveName, status: string): boolean {
  return MOVES[name].from.some((from) => from === status);
}

/** The moves that a person may make with a set now. An effective set has none: undoing it takes a new set. */
export function movesOpenTo(
  person: { staffId: string; mayDo: (permission: Permission) => boolean },
  set: { status: string; effectiveAt: Date; drafterIds: readonly string[] },
  now: Date,
): MoveName[] {
  if (isEffective(set, now)) return [];
  const drafted = set.drafterIds.includes(person.staffId);
  return MOVE_NAMES.filter(
    (name) => canMove(name, set.status) && person.mayDo(MOVES[name].permission) && !(MOVES[name].fourEyes && drafted),
  );
}

/** The value of a field that the item's kind is known to have. */
export function termOf(terms: Terms, field: TermField): number {
  const value = terms[field];
  if (value === undefined) throw new RangeError(`terms without ${field}`);
  return value;
}

/** The same in every field of the kind. */
export function sameTerms(kind: ItemKind, a: Terms, b: Terms): boolean {
  return TERM_FIELDS[kind].every((field) => a[field] === b[field]);
}

/** Whether a change of one field is worse for who pays: a higher price or weight, fewer tokens, fewer days. */
export type Judgement = "worse" | "better" | "same";

export function judgeField(field: TermField, before: number, after: number): Judgement {
  if (before === after) return "same";
  const moreIsBetter = field === "quotaTokens" || field === "validDays";
  return after > before === moreIsBetter ? "better" : "worse";
}

/** Whether running subscriptions meet the change at all: a pack is bought once, with the terms of that day. */
export function touchesSubscribers(kind: ItemKind): boolean {
  return kind === "plan" || kind === "weight";
}

/** The change in tenths of a percent, signed, rounded half away from zero: 990 to 1,090 is 101, that is +10.1 %. */
export function changeTenths(before: number, after: number): number {
  if (before <= 0) throw new RangeError("a change needs something before it");
  const difference = BigInt(after) - BigInt(before);
  const size = difference < 0n ? -difference : difference;
  const tenths = Number((size * 2000n + BigInt(before)) / (2n * BigInt(before)));
  return difference < 0n && tenths > 0 ? -tenths : tenths;
}

/** One item of a change set as people read it. */
export interface ChangeItem {
  kind: ItemKind;
  code: string;
  name: LocalText;
  before: Terms;
  after: Terms;
}

/** One field of one item: what it is, what it shall be, and what that means for who pays. */
export interface DiffRow {
  kind: ItemKind;
  code: string;
  name: LocalText;
  field: TermField;
  before: number;
  after: number;
  changeTenths: number;
  judgement: Judgement;
}

/** The changed fields of an item, in the kind's own order. */
export function diffItem(item: ChangeItem): DiffRow[] {
  const { kind, code, name } = item;
  return TERM_FIELDS[kind].flatMap((field) => {
    const before = termOf(item.before, field);
    const after = termOf(item.after, field);
    if (before === after) return [];
    const row = {
      before,
      after,
      changeTenths: changeTenths(before, after),
      judgement: judgeField(field, before, after),
    };
    return [{ kind, code, name, field, ...row }];
  });
}

/** True when any subscriber gets less or pays more: what will need notice. */
export function isWorseForSubscribers(items: readonly ChangeItem[]): boolean {
  return items.some((item) => touchesSubscribers(item.kind) && diffItem(item).some((row) => row.judgement === "worse"));
}

export const CHANGE_SET_NUMBER = /^PC-\d{4}-\d{3,6}$/;

/** The number people use: year and a counter within it, "PC-2026-014". */
export function changeSetNumber(year: number, counter: number): string {
  return `PC-${year}-${String(counter).padStart(3, "0")}`;
}
