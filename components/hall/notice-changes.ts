import { formatYuan } from "@/lib/i18n/format-money";
import { formatCount, formatWeight } from "@/lib/i18n/format-number";
import type { PriceNotice } from "@/lib/pricing/price-notice";
import { type ItemKind, TERM_FIELDS, type TermField } from "@/lib/pricing/change-set";

export type NoticeChange = { readonly field: TermField; readonly before: string; readonly after: string };

const PRINT: Readonly<Record<TermField, (value: number) => string>> = {
  priceFen: (fen) => formatYuan(fen),
  quotaTokens: formatCount,
  validDays: formatCount,
  inputMilli: (milli) => formatWeight(milli, "input"),
  cachedInputMilli: (milli) => formatWeight(milli, "cached"),
  outputMilli: (milli) => formatWeight(milli, "output"),
};

/** What changes in an item, field by field; what stays is left out. */
export function noticeChanges({
  kind,
  before,
  after,
}: Pick<PriceNotice["items"][number], "before" | "after"> & { kind: ItemKind }): NoticeChange[] {
  return TERM_FIELDS[kind].flatMap((field) => {
    const [old, next] = [before[field], after[field]];
    return old === undefined || next === undefined || old === next
      ? []
      : [{ field, before: PRINT[field](old), after: PRINT[field](next) }];
  });
}
