import { ChevronDown } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { classNames } from "@/components/ui/class-names";
import { Note } from "@/components/ui/note";
import { TextLink } from "@/components/ui/text-link";
import { formatYuan } from "@/lib/i18n/format-money";
import { localePath } from "@/lib/i18n/navigation";
import { formatEdge } from "./format-edge";
import { tariffFields } from "./tariff-fields";
import type { TariffItem, TariffVersion } from "./tariff-items";

type TariffEntryProps = {
  item: TariffItem;
  version: TariffVersion;
  modelNames: readonly string[];
  serviceLine: string;
};

/**
 * On a phone nine tariffs in full are a very long page: there the terms are folded, except of the one that the address
 * names, and on paper. Where a browser cannot be told so (::details-content), they unfold by hand everywhere.
 */
const TERMS_SHOWN =
  "tablet:details-content:[content-visibility:visible] print:details-content:[content-visibility:visible] group-target/tariff:details-content:[content-visibility:visible]";
const TOGGLE_HIDDEN =
  "supports-[selector(::details-content)]:tablet:hidden supports-[selector(::details-content)]:print:hidden supports-[selector(::details-content)]:group-target/tariff:hidden";

/** One tariff in full. What comes next, if it is known, stands beside the price. */
export async function TariffEntry({ item, version, modelNames, serviceLine }: TariffEntryProps) {
  const locale = await getLocale();
  const t = await getTranslations("hall.tariff");
  const next = item.versions.find((one) => one.state === "announced");
  const fields = tariffFields({ item, version, modelNames, serviceLine, locale, t });
  return (
    <article
      id={item.number}
      aria-labelledby={`${item.number}-title`}
      className="group/tariff rounded-lg border border-line p-4 tablet:p-6"
      data-print="whole"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 id={`${item.number}-title`} className="text-lg font-semibold">
          {item.name[locale]}{" "}
          <span className="ms-1 font-mono text-sm font-normal text-ink-3">{version.tariffNumber}</span>
        </h3>
        <p className="tabular-nums">
          <b className="figure-text text-2xl">{formatYuan(version.priceFen)}</b>{" "}
          <span className="text-md text-ink-2">{t(`per.${item.kind}`)}</span>
        </p>
      </div>
      {next && (
        <Note
          tone="warn"
          className="mt-3"
          title={t("next", { from: formatEdge(next.validFrom, locale), price: formatYuan(next.priceFen) })}
        >
          {" "}
          {t("nextDetail", { number: next.tariffNumber })}
        </Note>
      )}
      <details className={classNames("group/terms mt-3 border-t border-line tablet:mt-4", TERMS_SHOWN)}>
        <summary
          className={classNames(
            "flex min-h-11 list-none items-center justify-between text-md font-medium text-accent-ink [&::-webkit-details-marker]:hidden",
            TOGGLE_HIDDEN,
          )}
        >
          {t("allTerms")}
          <ChevronDown aria-hidden="true" size={16} className="group-open/terms:rotate-180" />
        </summary>
        <dl className="grid gap-x-10 pt-2 text-md tablet:grid-cols-2">
          {fields.map((field) => (
            <div key={field.key} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 py-2">
              <dt className="text-ink-3">{field.term}</dt>
              <dd className="wrap-anywhere normal-nums">{field.value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <p className="mt-2 flex flex-wrap gap-x-6" data-print="hide">
        {version.state === "current" && (
          <TextLink href={localePath(locale, `/checkout/${item.kind}/${item.code}`)}>
            {t("buy", { name: item.name[locale] })}
          </TextLink>
        )}
        <TextLink href={`#${item.number}-history`}>{t("toHistory")}</TextLink>
      </p>
    </article>
  );
}
