import { getLocale, getTranslations } from "next-intl/server";
import { Note } from "@/components/ui/note";
import { TextLink } from "@/components/ui/text-link";
import type { PlanOnSale } from "@/lib/catalogue/offers-on-sale";
import { lowestUnitPrice } from "@/lib/catalogue/recommend-offer";
import { formatUnitPrice, formatYuan } from "@/lib/i18n/format-money";
import type { Instant } from "@/lib/i18n/format-time";
import { localePath } from "@/lib/i18n/navigation";
import { formatEdge } from "./format-edge";

/** What to know before choosing: prices about to change, and which kind of plan has the cheaper tokens. */
export async function PlanNote({ plans, now }: { plans: readonly PlanOnSale[]; now: Instant }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.plans");
  const cheapest = (audience: PlanOnSale["audience"]) =>
    lowestUnitPrice(
      plans
        .filter((plan) => plan.audience === audience)
        .map(({ code, current: { priceFen, quotaTokens } }) => ({ code, priceFen, quotaTokens })),
    );
  const [consumer, business] = [cheapest("consumer"), cheapest("business")];
  const cheaper = consumer && business && lowestUnitPrice([business, consumer]) === consumer;
  const rises = plans.flatMap((plan) => {
    const next = plan.versions.find(({ state }) => state === "announced");
    return next
      ? [
          t("rise", {
            name: plan.name[locale],
            from: formatEdge(next.validFrom, locale, now),
            price: formatYuan(next.priceFen, "card"),
          }),
        ]
      : [];
  });
  return (
    <div className="mt-4 grid gap-3">
      {rises.length > 0 && (
        <Note tone="warn" title={rises.join(locale === "en" ? " " : "")}>
          {" "}
          <TextLink href={localePath(locale, "/tariffs#notices")} look="inline">
            {t("riseLink")}
          </TextLink>
        </Note>
      )}
      {cheaper && (
        <Note>
          {t("dearer", {
            business: formatUnitPrice(business.priceFen, business.quotaTokens),
            consumer: formatUnitPrice(consumer.priceFen, consumer.quotaTokens),
          })}
        </Note>
      )}
    </div>
  );
}
