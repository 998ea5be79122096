import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EXAMPLE_TOKENS } from "@/components/hall/capability-band";
import { holdsForMs } from "@/components/hall/holds-for";
import { KeepFresh } from "@/components/hall/keep-fresh";
import { ModelDetail } from "@/components/hall/model-detail";
import { PageTop } from "@/components/hall/page-top";
import { Section } from "@/components/hall/section";
import { TaskSizes } from "@/components/hall/task-sizes";
import { WeightFormula } from "@/components/hall/weight-formula";
import { WeightsTable } from "@/components/hall/weights-table";
import { TextLink } from "@/components/ui/text-link";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { offersOnSale } from "@/lib/catalogue/offers-on-sale";
import { pageContext } from "@/lib/http/page-context";
import { formatTokens } from "@/lib/i18n/format-tokens";
import { localePath } from "@/lib/i18n/navigation";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hall.models");
  return { title: t("title") };
}

/** Every model, how it is counted, since when, and what was before. */
export default async function ModelsPage() {
  const [{ now }, locale, t] = await Promise.all([pageContext(), getLocale(), getTranslations("hall.models")]);
  const catalogue = await getCatalogue(now);
  const { models, tasks } = offersOnSale(catalogue);

  return (
    <>
      <KeepFresh holdsForMs={holdsForMs(catalogue, now)} />
      <PageTop
        title={t("title")}
        lead={t("lead", { models: models.length })}
        aside={
          <TextLink href={localePath(locale, "/docs/quickstart")} look="onward">
            {t("start")}
          </TextLink>
        }
      />
      <section aria-labelledby="weights-title" className="mx-auto max-w-page px-4 tablet:px-6">
        <h2 id="weights-title" className="sr-only">
          {t("tableTitle", { tokens: formatTokens(EXAMPLE_TOKENS, locale, { style: "name" }) })}
        </h2>
        <div className="grid gap-4">
          <WeightFormula id="formula" />
          {models.length === 0 ? (
            <p className="rounded-lg border border-line p-6 text-ink-2">{t("empty")}</p>
          ) : (
            <WeightsTable models={models} tasks={tasks} />
          )}
        </div>
        <TaskSizes tasks={tasks} />
      </section>
      <Section id="history" title={t("eachTitle")} lead={t("eachLead")} className="pb-16 tablet:pb-24">
        <div className="grid gap-4 tablet:gap-6">
          {catalogue.models.map((model) => (
            <ModelDetail key={model.code} model={model} now={catalogue.at} />
          ))}
        </div>
      </Section>
    </>
  );
}
