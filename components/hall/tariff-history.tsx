import { getLocale, getTranslations } from "next-intl/server";
import { ChartFigure } from "@/components/charts/chart-figure";
import { StepLines } from "@/components/charts/step-lines";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatTokens } from "@/lib/i18n/format-tokens";
import { formatEdge } from "./format-edge";
import { prepareVersionSteps } from "./prepare-version-steps";
import type { TariffItem, TariffVersion } from "./tariff-items";
import { VersionTable } from "./version-table";

/** Every version of one tariff, with its price over time once it has changed. */
export async function TariffHistory({ item, now }: { item: TariffItem; now: string }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.tariffs");
  const versions = await getTranslations("hall.versions");
  const chart = await getTranslations("chart");
  const name = item.name[locale];
  const steps = prepareVersionSteps({
    versions: item.versions,
    series: [{ key: item.code, name: "", valueOf: (version) => version.priceFen }],
    now,
    printValue: (fen) => formatYuan(fen),
  });
  const lines = item.versions
    .filter((version) => version.state !== "withdrawn")
    .map((version) =>
      t("chartStep", { from: formatEdge(version.validFrom, locale), price: formatYuan(version.priceFen) }),
    );
  return (
    <article
      id={`${item.number}-history`}
      aria-labelledby={`${item.number}-history-title`}
      className="rounded-lg border border-line p-4 tablet:p-6"
      data-print="whole"
    >
      <h3 id={`${item.number}-history-title`} className="mb-2 text-base font-semibold">
        {name} <span className="ms-1 font-mono text-sm font-normal text-ink-3">{item.number}</span>
      </h3>
      {steps && (
        <ChartFigure summary={t("chart", { name, lines: lines.join(locale === "en" ? ", " : "，") })} table={null}>
          <StepLines prepared={steps} todayLabel={chart("today")} height={120} />
        </ChartFigure>
      )}
      <VersionTable
        caption={t("historyOf", { name })}
        versions={item.versions}
        columns={[
          { key: "price", label: versions("price"), print: (version: TariffVersion) => formatYuan(version.priceFen) },
          {
            key: "quota",
            label: versions("quota"),
            print: (version: TariffVersion) => formatTokens(version.quotaTokens, locale),
          },
        ]}
      />
    </article>
  );
}
