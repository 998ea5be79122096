import { getTranslations } from "next-intl/server";
import { formatCount } from "@/lib/i18n/format-number";
import { formatDay, lastUsableDay } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import type { ReceiptDebit } from "@/lib/usage/usage";

type ReceiptDebitsProps = { debits: readonly ReceiptDebit[]; total: number; locale: Locale; now: string };

/** The buckets that paid, in the order they did; their parts add up to the total, and so do their bars. */
export async function ReceiptDebits({ debits, total, locale, now }: ReceiptDebitsProps) {
  const t = await getTranslations("usage.receipt");
  if (debits.length === 0) return <p className="text-ink-2">{t("nothing")}</p>;
  const percent = (tokens: number) => `${total > 0 ? (tokens / total) * 100 : 0}%`;
  return (
    <ul className="tabular-nums">
      {debits.map((debit, index) => {
        const before = debits.slice(0, index).reduce((sum, { tokens }) => sum + tokens, 0);
        return (
          <li key={debit.grantId} className="py-2 first:pt-0 last:pb-0">
            <div className="flex items-baseline justify-between gap-4">
              <span className="wrap-anywhere">{debit.name[locale]}</span>
              <b className="font-semibold">{formatCount(debit.tokens)}</b>
            </div>
            <div className="text-sm text-ink-3">
              {debit.afterTokens === 0
                ? t("usedUp")
                : t("expires", { day: formatDay(lastUsableDay(debit.expiresAt), locale, now) })}
            </div>
            <div className="text-sm text-ink-3">
              {t("balance", { before: formatCount(debit.beforeTokens), after: formatCount(debit.afterTokens) })}
            </div>
            <div
              aria-hidden="true"
              className="mt-1.5 h-2 overflow-hidden rounded-xs bg-sunken inset-ring inset-ring-line"
            >
              <div
                className="h-full rounded-xs bg-accent"
                style={{ marginInlineStart: percent(before), width: percent(debit.tokens) }}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
