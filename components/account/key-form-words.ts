import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import { AMOUNT_PRESETS, type AmountName, CUSTOM } from "./key-draft";
import type { KeyTranslate } from "./key-row";
import type { KeyAmountWords, KeyFormWords } from "./key-words";

/** What the form that creates and changes a key says. */
export function keyFormWords(t: KeyTranslate, locale: Locale): KeyFormWords {
  return {
    label: t("createDialog.nameLabel"),
    hint: t("createDialog.nameHint"),
    missing: t("createDialog.nameMissing"),
    limits: t("limits.title"),
    limitsHint: t("limits.hint"),
    amountTitle: t("limits.amountTitle"),
    amountHint: t("limits.amountHint"),
    speedTitle: t("limits.speedTitle"),
    speedHint: t("limits.speedHint"),
    amounts: {
      dayCapTokens: amountWords("dayCapTokens", t, locale),
      monthCapTokens: amountWords("monthCapTokens", t, locale),
      totalCapTokens: amountWords("totalCapTokens", t, locale),
      tokensPerMinute: amountWords("tokensPerMinute", t, locale),
      requestsPerMinute: amountWords("requestsPerMinute", t, locale),
    },
    lastDay: t("limits.lastDay"),
    lastDayHint: t("limits.lastDayHint"),
    models: t("limits.models"),
    modelsHint: t("limits.modelsHint"),
    addresses: t("limits.addresses"),
    addressesHint: t("limits.addressesHint"),
  };
}

function amountWords(name: AmountName, t: KeyTranslate, locale: Locale): KeyAmountWords {
  const unit = name === "requestsPerMinute" ? "requests" : "tokens";
  const label = t(`limits.${name}`);
  const presets = AMOUNT_PRESETS[name].map((amount) => ({
    value: String(amount),
    label: t(`limits.${unit}`, { amount: formatTokens(amount, locale, { style: "content" }) }),
  }));
  return {
    label,
    customLabel: t("limits.customLabel", { label }),
    options: [{ value: "", label: t("limits.none") }, ...presets, { value: CUSTOM, label: t("limits.custom") }],
    unit: t(`limits.${unit}Unit`),
    example: t(`limits.${unit}Example`),
    wrong: t(`limits.${unit}Wrong`),
  };
}
