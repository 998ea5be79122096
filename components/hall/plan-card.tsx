import { getLocale, getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Figure } from "@/components/ui/figure";
import { LinkButton } from "@/components/ui/link-button";
import type { PlanOnSale } from "@/lib/catalogue/offers-on-sale";
import { formatUnitPrice, formatYuan } from "@/lib/i18n/format-money";
import { formatTokenParts } from "@/lib/i18n/format-tokens";
import type { Instant } from "@/lib/i18n/format-time";
import { localePath } from "@/lib/i18n/navigation";
import type { CapabilityRow } from "./capability-rows";
import type { Highlight } from "./choose-highlight";
import { formatEdge } from "./format-edge";

type PlanCardProps = {
  plan: PlanOnSale;
  highlight: Highlight | null;
  capability: readonly CapabilityRow[];
  level?: "h3" | "h4";
  now: Instant;
};

/** A plan with its price, what it holds and what that does. The one that stands out says why. */
export async function PlanCard({ plan, highlight, capability, level: Heading = "h3", now }: PlanCardProps) {
  const locale = await getLocale();
  const t = await getTranslations("hall.plan");
  const { priceFen, quotaTokens, tariffNumber } = plan.current;
  const tokens = formatTokenParts(quotaTokens, locale);
  const next = plan.versions.find(({ state }) => state === "announced");
  const out = highlight?.code === plan.code;
  return (
    <article
      className={classNames(
        "flex flex-col rounded-lg border bg-surface p-5 desk:row-span-3 desk:grid desk:grid-cols-1 desk:grid-rows-subgrid desk:p-7 desk:nth-[n+4]:mt-6",
        out ? "border-accent shadow-2 outline outline-accent" : "border-line",
      )}
    >
      <div>
        <div className="flex min-h-7 items-center justify-between gap-3">
          <Heading className="text-lg font-semibold">{plan.name[locale]}</Heading>
          {out && highlight.reason === "estimate" && <Badge tone="accent">{t("fitsEstimate")}</Badge>}
          {highlight?.lowestCode === plan.code && !(out && highlight.reason === "estimate") && (
            <Badge tone={out ? "accent" : "plain"}>{t("lowestUnitPrice")}</Badge>
          )}
        </div>
        <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-3 tablet:mt-4">
          <Figure size="lg" value={tokens.number} unit={t("tokens", { unit: tokens.unit })} />
          <span className="text-md whitespace-nowrap text-ink-2 tabular-nums">
            <b className="figure-text text-2xl text-ink">{formatYuan(priceFen, "card")}</b> {t("perMonth")}
          </span>
        </div>
        <div className="flex flex-wrap justify-between gap-x-3 text-sm text-ink-3 tabular-nums">
          <span>{t("validity")}</span>
          <span>{t("perMillion", { price: formatUnitPrice(priceFen, quotaTokens) })}</span>
        </div>
        {next && (
          <p className="mt-1 text-sm text-warn tabular-nums">
            {t("next", { from: formatEdge(next.validFrom, locale, now), price: formatYuan(next.priceFen, "card") })}
          </p>
        )}
      </div>
      <dl className="my-4 grid gap-2.5 border-t border-line pt-4 text-md text-ink-2 tablet:mt-5 tablet:mb-6 tablet:pt-5">
        {capability.map((row, index) => (
          <div key={row.code} className="flex justify-between gap-3">
            <dt className="first-letter:uppercase">{t(index === 0 ? "does" : "orDoes", { task: row.name })}</dt>
            <dd className="font-semibold whitespace-nowrap text-ink tabular-nums">
              {t("count", { count: row.count, unit: row.unit })}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-auto">
        <LinkButton
          href={localePath(locale, `/checkout/plan/${plan.code}`)}
          variant={out ? "primary" : "secondary"}
          block
        >
          {t("choose", { plan: plan.name[locale] })}
        </LinkButton>
        <p className="mt-2.5 text-center text-xs text-ink-3">{t("number", { number: tariffNumber })}</p>
      </div>
    </article>
  );
}
