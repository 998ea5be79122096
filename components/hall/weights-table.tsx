import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { TextLink } from "@/components/ui/text-link";
import type { TaskView } from "@/lib/catalogue/catalogue";
import type { ModelOnSale } from "@/lib/catalogue/offers-on-sale";
import { formatWeight } from "@/lib/i18n/format-number";
import { formatTokens } from "@/lib/i18n/format-tokens";
import { localePath } from "@/lib/i18n/navigation";
import { EXAMPLE_TOKENS } from "./capability-band";
import { capabilityRows } from "./capability-rows";
import { formatContext } from "./format-context";

type WeightsTableProps = { models: readonly ModelOnSale[]; tasks: readonly TaskView[] };

/** Every model's weights and what ten million tokens do with it: cheapest first, a table on a desk, a list on narrower screens. */
export function WeightsTable({ models: unsorted, tasks }: WeightsTableProps) {
  const models = [...unsorted].sort(
    (a, b) => a.current.inputMilli - b.current.inputMilli || a.current.outputMilli - b.current.outputMilli,
  );
  return (
    <>
      <div className="hidden overflow-hidden rounded-lg border border-line desk:block print:block">
        <WideTable models={models} tasks={tasks} />
      </div>
      <ul className="grid gap-4 tablet:grid-cols-2 desk:hidden print:hidden">
        {models.map((model) => (
          <ModelCard key={model.code} model={model} tasks={tasks} />
        ))}
      </ul>
    </>
  );
}

async function WideTable({ models, tasks }: WeightsTableProps) {
  const locale = await getLocale();
  const t = await getTranslations("hall.weights");
  const tokens = formatTokens(EXAMPLE_TOKENS, locale, { style: "name" });
  return (
    <Table caption={t("caption")}>
      <thead>
        <tr className="text-sm text-ink-2">
          <td colSpan={2} />
          <th scope="colgroup" colSpan={3} className="border-s border-line pt-2.5 text-center">
            {t("weights")}
          </th>
          <th scope="colgroup" colSpan={tasks.length} className="border-s border-line pt-2.5 text-center">
            {t("does", { tokens })}
          </th>
        </tr>
        <tr>
          <TableHeadCell>{t("model")}</TableHeadCell>
          <TableHeadCell numeric>{t("context")}</TableHeadCell>
          <TableHeadCell numeric className="border-s">
            {t("input")}
          </TableHeadCell>
          <TableHeadCell numeric>{t("cached")}</TableHeadCell>
          <TableHeadCell numeric>{t("output")}</TableHeadCell>
          {tasks.map((task, index) => (
            <TableHeadCell
              key={task.code}
              numeric
              className={index === 0 ? "border-s whitespace-normal" : "whitespace-normal"}
            >
              <span className="inline-block max-w-28 first-letter:uppercase">{task.name[locale]}</span>
            </TableHeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <TableRow key={model.code}>
            <TableCell rowHead className="whitespace-nowrap">
              <TextLink href={localePath(locale, `/models#${model.code}`)} className="text-md font-semibold text-ink">
                {model.name[locale]}
              </TextLink>
              <span className="ms-2.5 text-sm font-normal text-ink-3">{model.supplierName[locale]}</span>
            </TableCell>
            <TableCell numeric className="text-ink-2">
              {formatContext(model.contextTokens)}
            </TableCell>
            <TableCell numeric className="border-s border-line font-semibold">
              {formatWeight(model.current.inputMilli, "input")}
            </TableCell>
            <TableCell numeric className="font-semibold">
              {formatWeight(model.current.cachedInputMilli, "cached")}
            </TableCell>
            <TableCell numeric className="font-semibold">
              {formatWeight(model.current.outputMilli, "output")}
            </TableCell>
            {capabilityRows(EXAMPLE_TOKENS, model, tasks, locale).map((row, index) => (
              <TableCell key={row.code} numeric className={index === 0 ? "border-s border-line" : undefined}>
                {row.count} <span className="text-ink-3">{row.unit}</span>
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

async function ModelCard({ model, tasks }: { model: ModelOnSale; tasks: readonly TaskView[] }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.weights");
  const weights = [
    { key: "input", milli: model.current.inputMilli },
    { key: "cached", milli: model.current.cachedInputMilli },
    { key: "output", milli: model.current.outputMilli },
  ] as const;
  return (
    <li className="rounded-lg border border-line p-4 tablet:p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="text-base font-semibold">
          <TextLink href={localePath(locale, `/models#${model.code}`)} className="text-base font-semibold text-ink">
            {model.name[locale]}
          </TextLink>
          <span className="ms-2 text-sm font-normal text-ink-3">{model.supplierName[locale]}</span>
        </h3>
        <span className="text-sm text-ink-3 tabular-nums">
          {t("contextOf", { tokens: formatContext(model.contextTokens) })}
        </span>
      </div>
      <dl className="mt-3 grid grid-cols-3 gap-2 rounded-md bg-canvas px-3 py-2.5">
        {weights.map(({ key, milli }) => (
          <div key={key}>
            <dt className="text-xs text-ink-3">{t(key)}</dt>
            <dd className="font-semibold tabular-nums">{formatWeight(milli, key)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-xs text-ink-3">
        {t("does", { tokens: formatTokens(EXAMPLE_TOKENS, locale, { style: "name" }) })}
      </p>
      <dl className="mt-1 grid gap-1.5 text-md">
        {capabilityRows(EXAMPLE_TOKENS, model, tasks, locale).map((row) => (
          <div key={row.code} className="flex justify-between gap-3">
            <dt className="text-ink-2 first-letter:uppercase">{row.name}</dt>
            <dd className="whitespace-nowrap tabular-nums">
              {row.count} <span className="text-ink-3">{row.unit}</span>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
