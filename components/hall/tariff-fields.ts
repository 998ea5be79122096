import { formatUnitPrice, formatYuan } from "@/lib/i18n/format-money";
import { formatCount } from "@/lib/i18n/format-number";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import { MAX_QUANTITY } from "@/lib/orders/order";
import { KNOWN_EXTRAS, type KnownExtra } from "./comparison-rows";
import { formatEdge } from "./format-edge";
import type { TariffItem, TariffVersion } from "./tariff-items";

/** What a tariff must say (MIIT 2018 and the disclosure rules that operators follow), in the order it is read. */
const FIELDS = [
  "structure",
  "charged",
  "standard",
  "counting",
  "service",
  "conditions",
  "area",
  "validity",
  "onSale",
  "overuse",
  "ending",
  "breach",
] as const;
type Field = (typeof FIELDS)[number];

/** The translator of the messages `hall.tariff`. */
export type TariffTranslate = (
  key: `terms.${Field}` | "terms.number" | "terms.extras" | `${TariffItem["kind"]}.${Field}` | `extras.${KnownExtra}`,
  values?: Record<string, string | number>,
) => string;

export type TariffField = { readonly key: string; readonly term: string; readonly value: string };

type Input = {
  readonly item: TariffItem;
  readonly version: TariffVersion;
  readonly modelNames: readonly string[];
  readonly serviceLine: string;
  readonly locale: Locale;
  readonly t: TariffTranslate;
};

/** Every field of one tariff version, from the same row that an order takes its price from. */
export function tariffFields({ item, version, modelNames, serviceLine, locale, t }: Input): TariffField[] {
  const values = {
    price: formatYuan(version.priceFen),
    unitPrice: formatUnitPrice(version.priceFen, version.quotaTokens),
    tokens: formatTokens(version.quotaTokens, locale),
    exactTokens: formatCount(version.quotaTokens),
    days: version.validDays ?? 0,
    from: formatEdge(version.validFrom, locale),
    // ICU picks the sentence by this; an end that is not set is said as such.
    end: version.validTo ? "set" : "open",
    to: version.validTo ? formatEdge(version.validTo, locale) : "",
    models: modelNames.join(locale === "en" ? ", " : "、"),
    modelCount: modelNames.length,
    most: formatCount(MAX_QUANTITY),
    serviceLine,
  };
  const extras = KNOWN_EXTRAS.filter((extra) => item.extras.includes(extra)).map((extra) => t(`extras.${extra}`));
  const fields = FIELDS.map((key) => ({ key, term: t(`terms.${key}`), value: t(`${item.kind}.${key}`, values) }));
  return [
    { key: "number", term: t("terms.number"), value: version.tariffNumber },
    ...fields,
    ...(extras.length > 0
      ? [{ key: "extras", term: t("terms.extras"), value: extras.join(locale === "en" ? ", " : "、") }]
      : []),
  ];
}
