import type { Catalogue, PackVersionView, PlanVersionView } from "@/lib/catalogue/catalogue";
import { LOCALES, type LocalText } from "@/lib/i18n/locale";

/** Anything with a tariff: a plan, a pack, pay as you go. */
export type TariffItem = {
  readonly kind: "plan" | "pack" | "payg";
  readonly code: string;
  readonly number: string;
  readonly name: LocalText;
  readonly extras: readonly string[];
  readonly current: TariffVersion | null;
  readonly versions: readonly TariffVersion[];
};

export type TariffVersion = PlanVersionView & {
  /** Null: a monthly period, to the day before its anniversary. */
  readonly validDays: number | null;
};

/** Every item of the catalogue, in its order: what is on sale, what was, what will be. */
export function tariffItems({ plans, packs }: Catalogue): TariffItem[] {
  return [
    ...plans.map(({ code, number, name, extras, current, versions }): TariffItem => ({
      kind: "plan",
      code,
      number,
      name,
      extras,
      current: current && monthly(current),
      versions: versions.map(monthly),
    })),
    ...packs.map(({ kind, code, number, name, current, versions }): TariffItem => ({
      kind,
      code,
      number,
      name,
      extras: [],
      current,
      versions: versions satisfies PackVersionView[],
    })),
  ];
}

/** The items whose number, code or name holds every word; any version's number finds its item. */
export function searchTariffs(items: readonly TariffItem[], text: string): TariffItem[] {
  const words = text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const texts = [
      item.number,
      item.code,
      ...LOCALES.map((locale) => item.name[locale]),
      ...item.versions.map((version) => version.tariffNumber),
    ];
    const haystack = texts.join(" ").toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

function monthly(version: PlanVersionView): TariffVersion {
  return { ...version, validDays: null };
}
