import { getLocale, getTranslations } from "next-intl/server";
import { ChartFigure } from "@/components/charts/chart-figure";
import { StepLines } from "@/components/charts/step-lines";
import { DefinitionList } from "@/components/ui/definition-list";
import type { ModelView } from "@/lib/catalogue/catalogue";
import { formatCount, formatWeight } from "@/lib/i18n/format-number";
import { formatContext } from "./format-context";
import { formatEdge } from "./format-edge";
import { prepareVersionSteps } from "./prepare-version-steps";
import { VersionTable } from "./version-table";

/** One model: what it is called in calls, how large, who supplies it, and every weight version it had. */
export async function ModelDetail({ model, now }: { model: ModelView; now: string }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.models");
  const versions = await getTranslations("hall.versions");
  const chart = await getTranslations("chart");
  const name = model.name[locale];
  const kinds = [
    { key: "input", name: versions("input"), valueOf: (one: Weights) => one.inputMilli },
    { key: "cached", name: versions("cached"), valueOf: (one: Weights) => one.cachedInputMilli },
    { key: "output", name: versions("output"), valueOf: (one: Weights) => one.outputMilli },
  ] as const;
  const steps = prepareVersionSteps({ versions: model.versions, series: kinds, now, printValue: formatWeight });
  const facts = [
    { key: "code", term: t("code"), value: <code className="font-mono text-sm">{model.code}</code> },
    { key: "supplier", term: t("supplier"), value: model.supplierName[locale] },
    { key: "context", term: t("context"), value: formatContext(model.contextTokens) },
    { key: "output", term: t("defaultOutput"), value: t("tokens", { count: formatCount(model.defaultOutputTokens) }) },
    ...(model.current
      ? [
          {
            key: "version",
            term: t("version"),
            value: t("since", {
              number: model.current.tariffNumber,
              from: formatEdge(model.current.validFrom, locale),
            }),
          },
        ]
      : []),
  ];
  return (
    <article
      id={model.code}
      aria-labelledby={`${model.code}-title`}
      className="grid gap-x-10 gap-y-4 rounded-lg border border-line p-4 tablet:p-6 desk:grid-cols-[340px_minmax(0,1fr)]"
      data-print="whole"
    >
      <div>
        <h3 id={`${model.code}-title`} className="mb-3 text-lg font-semibold">
          {name}
        </h3>
        <DefinitionList items={facts} />
      </div>
      <div className="min-w-0">
        {steps && (
          <ChartFigure
            summary={t("chart", {
              model: name,
              lines: steps.lines.map((line) => line.endLabel).join(locale === "en" ? ", " : "，"),
            })}
            table={null}
          >
            <StepLines prepared={steps} todayLabel={chart("today")} />
          </ChartFigure>
        )}
        <VersionTable
          caption={t("historyOf", { model: name })}
          versions={model.versions}
          columns={kinds.map(({ key, name: label, valueOf }) => ({
            key,
            label,
            print: (one: Weights) => formatWeight(valueOf(one), key),
          }))}
        />
      </div>
    </article>
  );
}

type Weights = ModelView["versions"][number];
