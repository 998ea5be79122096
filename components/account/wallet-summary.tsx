import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Figure } from "@/components/ui/figure";
import { LinkButton } from "@/components/ui/link-button";
import type { BucketView } from "@/lib/grants/bucket";
import { formatDay, lastUsableDay } from "@/lib/i18n/format-time";
import { formatTokenParts, formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";

type WalletSummaryProps = {
  /** Live buckets in burn-down order: the first expires first. */
  live: readonly BucketView[];
  buyLabel: string | null;
  locale: Locale;
  now: string;
};

/** What can be spent, what goes first, and what running calls hold. */
export async function WalletSummary({ live, buyLabel, locale, now }: WalletSummaryProps) {
  const t = await getTranslations("wallet");
  const total = live.reduce((sum, bucket) => sum + bucket.leftTokens, 0);
  const held = live.reduce((sum, bucket) => sum + bucket.heldTokens, 0);
  const figure = formatTokenParts(total, locale, { style: "figure" });
  const [first] = live;
  return (
    <Card aria-label={t("available")} className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div>
        <p className="text-sm text-ink-2">{t("available")}</p>
        <p aria-live="polite">
          <Figure size="hero" value={figure.number} unit={figure.unit} />
        </p>
        {first && (
          <p className="text-[0.9375rem]/6 text-ink-2">
            {t("soonest", {
              day: formatDay(lastUsableDay(first.expiresAt), locale, now),
              tokens: formatTokens(first.leftTokens, locale),
            })}
          </p>
        )}
        {held > 0 && (
          <p className="text-sm text-ink-3">{t("held", { tokens: formatTokens(held, locale, { rounding: "up" }) })}</p>
        )}
      </div>
      {buyLabel && (
        <LinkButton variant="primary" href="#shop" className="max-tablet:w-full">
          {buyLabel}
        </LinkButton>
      )}
    </Card>
  );
}
