import { Check } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { classNames } from "@/components/ui/class-names";
import { LinkButton } from "@/components/ui/link-button";
import type { PlanOnSale } from "@/lib/catalogue/offers-on-sale";
import { localePath } from "@/lib/i18n/navigation";
import type { Highlight } from "./choose-highlight";
import type { ComparisonRow } from "./comparison-rows";

type PlanComparisonProps = {
  plans: readonly PlanOnSale[];
  rows: readonly ComparisonRow[];
  highlight: Highlight | null;
};

const LOOKS = {
  figure: "text-lg figure-text",
  text: "",
  number: "font-mono text-sm",
  mark: "",
} as const;

/** All plans side by side, for wide screens; narrow ones get the same as cards. */
export async function PlanComparison({ plans, rows, highlight }: PlanComparisonProps) {
  const locale = await getLocale();
  const t = await getTranslations("hall.comparison");
  const audiences = (["consumer", "business"] as const)
    .map((audience) => ({ audience, count: plans.filter((plan) => plan.audience === audience).length }))
    .filter(({ count }) => count > 0);
  const firstBusiness = plans.findIndex((plan) => plan.audience === "business");
  const column = (index: number) =>
    classNames(
      index === firstBusiness && index > 0 && "border-s border-s-line",
      plans[index]?.code === highlight?.code && "bg-accent-soft",
    );

  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <table className="w-full table-fixed border-collapse text-md tabular-nums">
        <caption className="sr-only">{t("caption", { count: plans.length })}</caption>
        <colgroup>
          <col className="w-36" />
        </colgroup>
        <thead>
          <tr className="text-sm text-ink-3">
            <td />
            {audiences.map(({ audience, count }, index) => (
              <th
                key={audience}
                scope="colgroup"
                colSpan={count}
                className={classNames("px-2 pt-3 pb-1 text-center", index > 0 && "border-s border-line")}
              >
                {t(`audience.${audience}`)}
              </th>
            ))}
          </tr>
          <tr className="border-b border-line align-top">
            <td />
            {plans.map((plan, index) => (
              <th
                key={plan.code}
                scope="col"
                className={classNames(
                  "px-1 pt-1 pb-2.5 text-center text-md/6 font-semibold min-[1376px]:text-[0.9375rem]/6",
                  column(index),
                )}
              >
                {plan.name[locale]}
                {highlight?.code === plan.code && (
                  <span className="block text-xs font-medium text-accent-ink">{t(highlight.reason)}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-b border-line">
              <th scope="row" className="py-3 ps-5 pe-2 text-start text-ink-2 first-letter:uppercase">
                {row.label}
              </th>
              {row.cells.map((cell, index) => (
                <td
                  key={plans[index]?.code}
                  className={classNames("px-1 py-3 text-center", LOOKS[row.look], column(index))}
                >
                  {typeof cell === "string" ? cell : <Mark on={cell} yes={t("yes")} no={t("no")} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            {plans.map((plan, index) => (
              <td key={plan.code} className={classNames("px-2 py-4", column(index))}>
                <LinkButton
                  href={localePath(locale, `/checkout/plan/${plan.code}`)}
                  variant={plan.code === highlight?.code ? "primary" : "secondary"}
                  block
                  className="px-1 text-md"
                  aria-label={t("chooseNamed", { plan: plan.name[locale] })}
                >
                  {t("choose")}
                </LinkButton>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Mark({ on, yes, no }: { on: boolean; yes: string; no: string }) {
  return (
    <>
      {on ? (
        <Check aria-hidden="true" size={18} strokeWidth={1.75} className="mx-auto text-accent" />
      ) : (
        <span aria-hidden="true" className="mx-auto block h-px w-3 bg-ink-3" />
      )}
      <span className="sr-only">{on ? yes : no}</span>
    </>
  );
}
