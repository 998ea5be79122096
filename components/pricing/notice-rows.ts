import type { Locale } from "@/lib/i18n/locale";
import { type ChangeItem, diffItem, TERM_FIELDS, termOf, type TermField, type Terms } from "@/lib/pricing/change-set";
import { formatTerm } from "./format-terms";
import { noticeWords } from "./notice-words";

export interface NoticeRow {
  key: string;
  label: string;
  before: string;
  after: string;
}

/** A notice's lines: one per changed field; a model's three weights stand together, as the tariff prints them. */
export function noticeRows(items: readonly ChangeItem[], locale: Locale): NoticeRow[] {
  const t = noticeWords(locale);
  const print = (field: TermField, value: number) =>
    formatTerm(field, value, { locale, days: (days) => t("days", { days }) });
  const together = (terms: Terms) =>
    TERM_FIELDS.weight.map((field) => print(field, termOf(terms, field))).join(locale === "zh-CN" ? "、" : ", ");
  return items.flatMap((item) => {
    const name = item.name[locale];
    const changed = diffItem(item);
    if (item.kind === "weight") {
      if (changed.length === 0) return [];
      const row = { label: t("weights", { item: name }), before: together(item.before), after: together(item.after) };
      return [{ key: `weight:${item.code}`, ...row }];
    }
    return changed.map((row) => ({
      key: `${item.kind}:${item.code}:${row.field}`,
      label: t("row", { item: name, field: fieldName(item.kind, row.field, locale) }),
      before: print(row.field, row.before),
      after: print(row.field, row.after),
    }));
  });
}

/** What a field is called for a kind of item: a plan's price is its monthly fee. */
export function fieldName(kind: ChangeItem["kind"], field: TermField, locale: Locale): string {
  const t = noticeWords(locale);
  if (kind === "weight") {
    if (field === "inputMilli" || field === "cachedInputMilli" || field === "outputMilli")
      return t(`field.weight.${field}`);
  } else if (field === "priceFen" || field === "quotaTokens") {
    return t(`field.${kind}.${field}`);
  } else if (field === "validDays" && kind !== "plan") {
    return t(`field.${kind}.${field}`);
  }
  throw new RangeError(`${kind} has no ${field}`);
}
