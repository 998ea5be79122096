import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CapabilityBand } from "@/components/hall/capability-band";
import { chooseHighlight } from "@/components/hall/choose-highlight";
import { EstimatorSection } from "@/components/hall/estimator-section";
import { type Query, writeEstimatorQuery } from "@/components/hall/estimator-choice";
import { Hero } from "@/components/hall/hero";
import { holdsForMs } from "@/components/hall/holds-for";
import { KeepFresh } from "@/components/hall/keep-fresh";
import { OfferRow } from "@/components/hall/offer-row";
import { PlanCards } from "@/components/hall/plan-cards";
import { readOffers } from "@/components/hall/read-offers";
import { Section } from "@/components/hall/section";
import { TrustBand } from "@/components/hall/trust-band";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { TextLink } from "@/components/ui/text-link";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { offersOnSale } from "@/lib/catalogue/offers-on-sale";
import { pageContext } from "@/lib/http/page-context";
import { localePath } from "@/lib/i18n/navigation";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hall.home");
  const { now } = await pageContext();
  const description = t("description", { models: offersOnSale(await getCatalogue(now)).models.length });
  // The root layout's default title is the brand and the product: a home page needs no more.
  return { description, openGraph: { description, type: "website" } };
}

/** The home page: what is sold, what it does, how much one needs. */
export default async function HomePage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, { now }, locale, t] = await Promise.all([
    searchParams,
    pageContext(),
    getLocale(),
    getTranslations("hall.home"),
  ]);
  const catalogue = await getCatalogue(now);
  const { offers, model, estimator, recommendedCode } = readOffers(catalogue, query, locale);
  const audience = query.for === "business" ? "business" : "consumer";
  const plans = offers.plans.filter((plan) => plan.audience === audience);
  const kept: Record<string, string> = audience === "business" ? { for: "business" } : {};
  const audienceHref = (key: string) => {
    const other: Record<string, string> = key === "business" ? { for: "business" } : {};
    // What the estimator was told stays when the other plans are looked at.
    const text =
      estimator && query.model ? writeEstimatorQuery(estimator.choice, other) : new URLSearchParams(other).toString();
    return `${localePath(locale, "/")}${text ? `?${text}` : ""}#plans`;
  };

  return (
    <>
      <KeepFresh holdsForMs={holdsForMs(catalogue, now)} />
      <Hero now={now} models={offers.models} />
      {model && <CapabilityBand model={model} tasks={offers.tasks} />}
      <Section
        id="plans"
        title={t("plansTitle")}
        lead={model && t("plansLead", { models: offers.models.length, model: model.name[locale] })}
        aside={
          <SegmentedLinks
            label={t("audience")}
            options={(["consumer", "business"] as const).map((key) => ({
              key,
              label: t(key),
              href: audienceHref(key),
              current: key === audience,
            }))}
          />
        }
      >
        <PlanCards
          plans={plans}
          model={model}
          tasks={offers.tasks}
          highlight={chooseHighlight(plans, recommendedCode)}
          now={now}
        />
        <div className="mt-4 tablet:mt-6">
          <OfferRow offers={offers} />
        </div>
        <p className="mt-4 text-end">
          <TextLink href={localePath(locale, "/plans")} look="onward">
            {t("compare")}
          </TextLink>
        </p>
      </Section>
      {estimator && (
        <Section id="estimate" title={t("estimateTitle")} lead={t("estimateLead")}>
          <EstimatorSection {...estimator} path="/" kept={kept} />
        </Section>
      )}
      <TrustBand />
    </>
  );
}
