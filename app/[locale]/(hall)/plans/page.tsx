import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EXAMPLE_TOKENS } from "@/components/hall/capability-band";
import { chooseHighlight } from "@/components/hall/choose-highlight";
import { comparisonRows } from "@/components/hall/comparison-rows";
import { EstimatorSection } from "@/components/hall/estimator-section";
import type { Query } from "@/components/hall/estimator-choice";
import { holdsForMs } from "@/components/hall/holds-for";
import { KeepFresh } from "@/components/hall/keep-fresh";
import { OfferRow } from "@/components/hall/offer-row";
import { PageTop } from "@/components/hall/page-top";
import { PlanCards } from "@/components/hall/plan-cards";
import { PlanComparison } from "@/components/hall/plan-comparison";
import { PlanNote } from "@/components/hall/plan-note";
import { readOffers, type ReadOffers } from "@/components/hall/read-offers";
import { Section } from "@/components/hall/section";
import { TaskSizes } from "@/components/hall/task-sizes";
import { WeightFormula } from "@/components/hall/weight-formula";
import { WeightsTable } from "@/components/hall/weights-table";
import { TextLink } from "@/components/ui/text-link";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { pageContext } from "@/lib/http/page-context";
import { formatFullDay, type Instant } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import { localePath } from "@/lib/i18n/navigation";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hall.plans");
  return { title: t("title") };
}

/** All plans side by side, what else can be bought, and what it all does. */
export default async function PlansPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, { now }, locale, t, home] = await Promise.all([
    searchParams,
    pageContext(),
    getLocale(),
    getTranslations("hall.plans"),
    getTranslations("hall.home"),
  ]);
  const catalogue = await getCatalogue(now);
  const read = readOffers(catalogue, query, locale);
  const { offers, estimator } = read;

  return (
    <>
      <KeepFresh holdsForMs={holdsForMs(catalogue, now)} />
      <PageTop
        width="compare"
        title={t("title")}
        lead={t("lead", { models: offers.models.length })}
        aside={
          <TextLink href={localePath(locale, "/tariffs#history")} look="onward">
            {t("history")}
          </TextLink>
        }
      />
      <div className="mx-auto grid max-w-compare gap-8 px-4 tablet:px-6 desk:grid-cols-[minmax(0,1fr)_392px] desk:items-start desk:px-8">
        <div className="min-w-0">
          <Plans read={read} now={now} />
          <h2 className="sr-only">{t("packsTitle")}</h2>
          <div className="mt-6">
            <OfferRow offers={offers} id="packs" />
          </div>
          <PlanNote plans={offers.plans} now={now} />
        </div>
        {estimator && (
          <section id="estimate" aria-labelledby="estimate-title" className="min-w-0">
            <h2 id="estimate-title" className="mb-4 text-lg font-semibold">
              {home("estimateTitle")}
            </h2>
            <EstimatorSection {...estimator} path="/plans" look="side" />
          </section>
        )}
      </div>
      <Weights read={read} />
    </>
  );
}

/** A table where there is room for six columns, cards where there is not. */
async function Plans({ read: { offers, model, recommendedCode }, now }: { read: ReadOffers; now: Instant }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.plans");
  const comparison = await getTranslations("hall.comparison");
  const highlight = chooseHighlight(offers.plans, recommendedCode);
  if (offers.plans.length === 0) return <p className="rounded-lg border border-line p-6 text-ink-2">{t("empty")}</p>;
  const { plans, tasks } = offers;
  return (
    <>
      <div className="hidden desk:block">
        <PlanComparison
          plans={plans}
          rows={comparisonRows({ plans, model, tasks, locale, t: comparison })}
          highlight={highlight}
        />
      </div>
      <div className="grid gap-8 desk:hidden">
        {(["consumer", "business"] as const).map((audience) => (
          <section key={audience} id={audience} aria-labelledby={`${audience}-title`}>
            <h2 id={`${audience}-title`} className="mb-3 text-xl font-semibold">
              {t(audience)}
            </h2>
            <PlanCards
              plans={plans.filter((plan) => plan.audience === audience)}
              model={model}
              tasks={tasks}
              highlight={highlight}
              now={now}
            />
          </section>
        ))}
      </div>
    </>
  );
}

async function Weights({ read: { offers } }: { read: ReadOffers }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.plans");
  const lastChange = offers.models
    .map((model) => model.current.validFrom)
    .sort()
    .at(-1);
  if (!lastChange) return null;
  return (
    <Section
      id="weights"
      width="compare"
      className="pb-16 tablet:pb-24"
      title={t("weightsTitle", { tokens: formatTokens(EXAMPLE_TOKENS, locale, { style: "name" }) })}
      lead={t("weightsLead", { day: formatFullDay(lastChange, locale) })}
      aside={
        <TextLink href={localePath(locale, "/models#history")} look="onward">
          {t("weightsHistory")}
        </TextLink>
      }
    >
      <div className="grid gap-4">
        <WeightFormula />
        <WeightsTable models={offers.models} tasks={offers.tasks} />
      </div>
      <TaskSizes tasks={offers.tasks} />
    </Section>
  );
}
