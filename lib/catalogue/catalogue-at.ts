import {
  type Catalogue,
  type ModelView,
  nextBoundary,
  type PackView,
  type PlanView,
  type TaskView,
  versionState,
} from "@/lib/catalogue/catalogue";
import type { CatalogueRows } from "@/lib/catalogue/store";
import { toFen, toPlanTokens } from "@/lib/money/amounts";

interface VersionRow {
  id: string;
  versionNo: number;
  validFrom: Date;
  validTo: Date | null;
  changeSetId: string | null;
}

interface ItemRow {
  id: string;
  code: string;
  number: string;
  nameZh: string;
  nameEn: string;
}

/** What the stored rows say as of one instant, and until when they say so. */
export function catalogueAt(rows: CatalogueRows, at: Date): Catalogue {
  const items = [...rows.plans, ...rows.packs].flatMap((item): VersionRow[] => item.versions);
  const weights = rows.models.flatMap((model): VersionRow[] => model.weights);
  const fields = versionFieldsAt(at, rows.changeSetNumbers);
  return {
    at: at.toISOString(),
    holdsUntil: nextBoundary([...items, ...weights], at)?.toISOString() ?? null,
    plans: rows.plans.map((plan) => toPlanView(plan, fields)),
    packs: rows.packs.map((pack) => toPackView(pack, fields)),
    models: rows.models.map((model, index) => toModelView(model, `W${String(index + 1).padStart(3, "0")}`, fields)),
    tasks: rows.tasks.map(toTaskView),
  };
}

function versionFieldsAt(at: Date, changeSetNumbers: ReadonlyMap<string, string>) {
  return (number: string, version: VersionRow) => ({
    id: version.id,
    versionNo: version.versionNo,
    tariffNumber: `${number}-${version.versionNo}`,
    validFrom: version.validFrom.toISOString(),
    validTo: version.validTo?.toISOString() ?? null,
    state: versionState(version, at),
    changeSetNumber: version.changeSetId ? (changeSetNumbers.get(version.changeSetId) ?? null) : null,
  });
}

type VersionFields = ReturnType<typeof versionFieldsAt>;

function itemFields(item: ItemRow) {
  return {
    id: item.id,
    code: item.code,
    number: item.number,
    name: { "zh-CN": item.nameZh, en: item.nameEn },
  };
}

function toPlanView(plan: CatalogueRows["plans"][number], fields: VersionFields): PlanView {
  const versions = plan.versions.map((version) => ({
    ...fields(plan.number, version),
    priceFen: toFen(version.priceFen),
    quotaTokens: toPlanTokens(version.quotaTokens),
  }));
  const audience = plan.audience === "business" ? "business" : "consumer";
  return { ...itemFields(plan), audience, extras: plan.extras, versions, current: currentOf(versions) };
}

function toPackView(pack: CatalogueRows["packs"][number], fields: VersionFields): PackView {
  const versions = pack.versions.map((version) => ({
    ...fields(pack.number, version),
    priceFen: toFen(version.priceFen),
    quotaTokens: toPlanTokens(version.quotaTokens),
    validDays: version.validDays,
  }));
  return { ...itemFields(pack), kind: pack.kind === "payg" ? "payg" : "pack", versions, current: currentOf(versions) };
}

function toModelView(model: CatalogueRows["models"][number], number: string, fields: VersionFields): ModelView {
  const versions = model.weights.map((version) => ({
    ...fields(number, version),
    inputMilli: version.inputMilli,
    cachedInputMilli: version.cachedInputMilli,
    outputMilli: version.outputMilli,
  }));
  const { code, displayName, displayNameZh, family, contextTokens, defaultOutputTokens, supplier } = model;
  return {
    ...itemFields({ id: model.id, code, number, nameZh: displayNameZh, nameEn: displayName }),
    supplierName: { "zh-CN": supplier.nameZh, en: supplier.nameEn },
    family,
    contextTokens,
    defaultOutputTokens,
    versions,
    current: currentOf(versions),
  };
}

function toTaskView(task: CatalogueRows["tasks"][number]): TaskView {
  const { code, inputTokens, cachedInputTokens, outputTokens } = task;
  return {
    code,
    name: { "zh-CN": task.nameZh, en: task.nameEn },
    unit: { "zh-CN": task.unitZh, en: task.unitEn },
    inputTokens,
    cachedInputTokens,
    outputTokens,
  };
}

function currentOf<V extends { state: string }>(versions: readonly V[]): V | null {
  return versions.find((version) => version.state === "current") ?? null;
}
