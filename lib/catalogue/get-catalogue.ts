import { type Catalogue, nextBoundary, type PackView, type PlanView, type ModelView, versionState } from "@/lib/catalogue/catalogue";
import { type CatalogueRows, readCatalogueRows } from "@/lib/catalogue/store";
import { listen } from "@/lib/db/listen";
import { toFen, toPlanTokens } from "@/lib/money/amounts";

export const CATALOGUE_CHANNEL = "catalogue_changed";

let rows: CatalogueRows | null = null;
let view: Catalogue | null = null;
let watching: Promise<unknown> | null = null;
// Counts drops, so that a read which was under way when something changed is not kept.
let generation = 0;

/** Forgets what was read; the next reader reads again. */
export function dropCatalogueCache(): void {
  generation += 1;
  rows = null;
  view = null;
}

/**
 * What is sold and how it is counted, at an instant of the business clock. Kept in the process; read again when a
 * change set is published or withdrawn (NOTIFY), and never used past the instant until which it holds.
 */
export async function getCatalogue(at: Date): Promise<Catalogue> {
  watching ??= listen([CATALOGUE_CHANNEL], dropCatalogueCache, async () => dropCatalogueCache());
  await watching;
  if (view && view.at <= at.toISOString() && (view.holdsUntil === null || at.toISOString() < view.holdsUntil)) return view;
  const started = generation;
  const read = rows ?? (await readCatalogueRows());
  const fresh = catalogueAt(read, at);
  if (started === generation) {
    rows = read;
    view = fresh;
  }
  return fresh;
}

function catalogueAt(source: CatalogueRows, at: Date): Catalogue {
  const ranges = [...source.plans, ...source.packs].flatMap((item) => [...item.versions]).map(rangeOf);
  const weightRanges = source.models.flatMap((model) => model.weights.map(rangeOf));
  const versionFields = (number: string, version: Range & { id: string; versionNo: number; changeSetId: string | null }) => ({
    id: version.id,
    versionNo: version.versionNo,
    tariffNumber: `${number}-${version.versionNo}`,
    validFrom: version.validFrom.toISOString(),
    validTo: version.validTo?.toISOString() ?? null,
    state: versionState(version, at),
    changeSetNumber: version.changeSetId ? (source.changeSetNumbers.get(version.changeSetId) ?? null) : null,
  });

  const plans = source.plans.map((plan): PlanView => {
    const versions = plan.versions.map((version) => ({ ...versionFields(plan.number, version), priceFen: toFen(version.priceFen), quotaTokens: toPlanTokens(version.quotaTokens) }));
    return { ...itemFields(plan), audience: plan.audience === "business" ? "business" : "consumer", extras: plan.extras, versions, current: currentOf(versions) };
  });
  const packs = source.packs.map((pack): PackView => {
    const versions = pack.versions.map((version) => ({
      ...versionFields(pack.number, version),
      priceFen: toFen(version.priceFen),
      quotaTokens: toPlanTokens(version.quotaTokens),
      validDays: version.validDays,
    }));
    return { ...itemFields(pack), kind: pack.kind === "payg" ? "payg" : "pack", versions, current: currentOf(versions) };
  });
  const models = source.models.map((model, index): ModelView => {
    const number = `W${String(index + 1).padStart(3, "0")}`;
    const versions = model.weights.map((version) => ({
      ...versionFields(number, version),
      inputMilli: version.inputMilli,
      cachedInputMilli: version.cachedInputMilli,
      outputMilli: version.outputMilli,
    }));
    return {
      id: model.id,
      code: model.code,
      number,
      name: { "zh-CN": model.displayNameZh, en: model.displayName },
      supplierName: { "zh-CN": model.supplier.nameZh, en: model.supplier.nameEn },
      family: model.family,
      contextTokens: model.contextTokens,
      defaultOutputTokens: model.defaultOutputTokens,
      versions,
      current: currentOf(versions),
    };
  });
  const tasks = source.tasks.map((task) => ({
    code: task.code,
    name: { "zh-CN": task.nameZh, en: task.nameEn },
    unit: { "zh-CN": task.unitZh, en: task.unitEn },
    inputTokens: task.inputTokens,
    cachedInputTokens: task.cachedInputTokens,
    outputTokens: task.outputTokens,
  }));
  return { at: at.toISOString(), holdsUntil: nextBoundary([...ranges, ...weightRanges], at)?.toISOString() ?? null, plans, packs, models, tasks };
}

interface Range {
  validFrom: Date;
  validTo: Date | null;
}

function rangeOf({ validFrom, validTo }: Range): Range {
  return { validFrom, validTo };
}

function itemFields(item: { id: string; code: string; number: string; nameZh: string; nameEn: string }) {
  return { id: item.id, code: item.code, number: item.number, name: { "zh-CN": item.nameZh, en: item.nameEn } };
}

function currentOf<V extends { state: string }>(versions: readonly V[]): V | null {
  return versions.find((version) => version.state === "current") ?? null;
}
