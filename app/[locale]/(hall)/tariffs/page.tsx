import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { Query } from "@/components/hall/estimator-choice";
import { formatEdge } from "@/components/hall/format-edge";
import { holdsForMs } from "@/components/hall/holds-for";
import { KeepFresh } from "@/components/hall/keep-fresh";
import { PageTop } from "@/components/hall/page-top";
import { PriceNotices } from "@/components/hall/price-notices";
import { Section } from "@/components/hall/section";
import { TariffEntry } from "@/components/hall/tariff-entry";
import { TariffHistory } from "@/components/hall/tariff-history";
import { TariffIndex, type TariffOnSale } from "@/components/hall/tariff-index";
import { searchTariffs, type TariffItem, tariffItems } from "@/components/hall/tariff-items";
import { TariffRules } from "@/components/hall/tariff-rules";
import { TariffSearch } from "@/components/hall/tariff-search";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { offersOnSale } from "@/lib/catalogue/offers-on-sale";
import { brand } from "@/lib/env/brand";
import { env } from "@/lib/env/env";
import { pageContext } from "@/lib/http/page-context";
import { formatInstant } from "@/lib/i18n/format-time";
import { findPriceNotices } from "@/lib/pricing/find-price-notices";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hall.tariffs");
  return { title: t("title"), description: t("description") };
}

/** Tariff disclosure: everything that is, was or will be on sale, from the rows that orders are priced by. */
export default async function TariffsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, { now }, locale, t] = await Promise.all([
    searchParams,
    pageContext(),
    getLocale(),
    getTranslations("hall.tariffs"),
  ]);
  const [catalogue, notices] = await Promise.all([getCatalogue(now), findPriceNotices(now)]);
  const text = typeof query.q === "string" ? query.q.trim().slice(0, 60) : "";
  const all = tariffItems(catalogue);
  const items = text === "" ? all : searchTariffs(all, text);
  const modelNames = offersOnSale(catalogue).models.map((model) => model.name[locale]);

  return (
    <>
      <KeepFresh holdsForMs={holdsForMs(catalogue, now)} />
      <PageTop
        title={t("title")}
        lead={t("lead")}
        aside={<p className="text-sm text-ink-3">{t("asOf", { instant: formatInstant(now, locale, now) })}</p>}
      />
      <TariffSearch text={text} count={items.length} example={all[0]?.number ?? ""} />
      {text === "" && (
        <Section id="notices" title={t("noticesTitle")} className="pt-8 tablet:pt-10">
          <PriceNotices notices={notices} />
        </Section>
      )}
      <CurrentTariffs items={items} modelNames={modelNames} serviceLine={brand().serviceLine} />
      {items.length > 0 && (
        <Section id="history" title={t("historyTitle")} lead={t("historyLead")}>
          <div className="grid items-start gap-4 desk:grid-cols-2">
            {items.map((item) => (
              <TariffHistory key={item.number} item={item} now={catalogue.at} />
            ))}
          </div>
        </Section>
      )}
      <Section id="rules" title={t("rulesTitle")} className="pb-16 tablet:pb-24">
        <TariffRules serviceLine={brand().serviceLine} clientLeftRule={env().CLIENT_LEFT_RULE} />
      </Section>
    </>
  );
}

/** What is on sale in full, what is coming, and what no longer is. */
async function CurrentTariffs({
  items,
  modelNames,
  serviceLine,
}: {
  items: readonly TariffItem[];
  modelNames: readonly string[];
  serviceLine: string;
}) {
  const locale = await getLocale();
  const t = await getTranslations("hall.tariffs");
  const onSale = items.filter((item): item is TariffOnSale => item.current !== null);
  const notOnSale = items.filter((item) => item.current === null);
  const coming = notOnSale.flatMap((item) =>
    item.versions.filter(({ state }) => state === "announced").map((version) => ({ item, version })),
  );
  const gone = notOnSale.flatMap((item) => {
    const last = item.versions.findLast(({ state }) => state === "past");
    return last?.validTo ? [{ item, number: last.tariffNumber, day: formatEdge(last.validTo, locale) }] : [];
  });
  return (
    <>
      {onSale.length > 0 && (
        <Section id="current" title={t("currentTitle")}>
          <div className="grid gap-4 tablet:gap-6">
            {onSale.length > 1 && <TariffIndex items={onSale} />}
            {onSale.map((item) => (
              <TariffEntry
                key={item.number}
                item={item}
                version={item.current}
                modelNames={modelNames}
                serviceLine={serviceLine}
              />
            ))}
          </div>
        </Section>
      )}
      {coming.length > 0 && (
        <Section id="coming" title={t("comingTitle")}>
          <div className="grid gap-4">
            {coming.map(({ item, version }) => (
              <TariffEntry
                key={version.tariffNumber}
                item={item}
                version={version}
                modelNames={modelNames}
                serviceLine={serviceLine}
              />
            ))}
          </div>
        </Section>
      )}
      {gone.length > 0 && (
        <Section id="gone" title={t("goneTitle")}>
          <ul className="grid gap-2 text-md text-ink-2">
            {gone.map(({ item, number, day }) => (
              <li key={number}>{t("goneOn", { name: item.name[locale], number, day })}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
