import { formatTerm } from "@/components/pricing/format-terms";
import type { Catalogue, ModelView, PackView, PlanView, VersionState } from "@/lib/catalogue/catalogue";
import type { ModelCostsView } from "@/lib/catalogue/upstream-cost";
import { formatCost, formatUnitPrice } from "@/lib/i18n/format-money";
import { formatWeight } from "@/lib/i18n/format-number";
import type { Locale } from "@/lib/i18n/locale";
import type { VersionGroup, VersionLine } from "./version-table";

interface Words {
  locale: Locale;
  audience: Record<"consumer" | "business", string>;
  days: (days: number) => string;
}

interface AnyVersion {
  id: string;
  tariffNumber: string;
  state: VersionState;
  validFrom: string;
  validTo: string | null;
  changeSetNumber: string | null;
}

function lineOf(version: AnyVersion, values: string[]): VersionLine {
  const { id, tariffNumber, state, validFrom, validTo, changeSetNumber } = version;
  const origin = changeSetNumber ? { changeSet: changeSetNumber } : null;
  return { key: id, label: tariffNumber, state, validFrom, validTo, origin, values };
}

/** Plans: price, tokens, price of a million. */
export function planGroups(plans: Catalogue["plans"], words: Words): VersionGroup[] {
  const group = (plan: PlanView): VersionGroup => ({
    key: plan.code,
    name: plan.name[words.locale],
    detail: words.audience[plan.audience],
    versions: plan.versions
      .map((version) =>
        lineOf(version, [...amounts(version, words), formatUnitPrice(version.priceFen, version.quotaTokens)]),
      )
      .reverse(),
  });
  return plans.map(group);
}

/** Packs and pay as you go: price, tokens, validity. */
export function packGroups(packs: Catalogue["packs"], words: Words): VersionGroup[] {
  const group = (pack: PackView): VersionGroup => ({
    key: pack.code,
    name: pack.name[words.locale],
    detail: pack.number,
    versions: pack.versions
      .map((version) => lineOf(version, [...amounts(version, words), words.days(version.validDays)]))
      .reverse(),
  });
  return packs.map(group);
}

function amounts(version: { priceFen: number; quotaTokens: number }, words: Words): string[] {
  return [formatTerm("priceFen", version.priceFen, words), formatTerm("quotaTokens", version.quotaTokens, words)];
}

/** Models: the three weights. */
export function weightGroups(models: Catalogue["models"], { locale }: Words): VersionGroup[] {
  const group = (model: ModelView): VersionGroup => ({
    key: model.code,
    name: model.name[locale],
    detail: model.supplierName[locale],
    versions: model.versions
      .map((version) =>
        lineOf(version, [
          formatWeight(version.inputMilli, "input"),
          formatWeight(version.cachedInputMilli, "cached"),
          formatWeight(version.outputMilli, "output"),
        ]),
      )
      .reverse(),
  });
  return models.map(group);
}

/** Models: what a million model tokens costs the operator. */
export function costGroups(models: readonly ModelCostsView[], { locale }: Words): VersionGroup[] {
  return models.map((model) => ({
    key: model.code,
    name: model.name[locale],
    detail: model.supplierName[locale],
    versions: model.versions.map((version) => ({
      key: `${model.code}-${version.versionNo}`,
      label: String(version.versionNo),
      state: version.state,
      validFrom: version.validFrom,
      validTo: version.validTo,
      origin: version.note === null ? null : { note: version.note },
      values: [version.inputMicroYuan, version.cachedInputMicroYuan, version.outputMicroYuan].map(formatCost),
    })),
  }));
}
