import type { LocalText } from "@/lib/i18n/locale";

/** Where a version stands at an instant. `withdrawn`: announced, and taken back before it took effect. */
export type VersionState = "past" | "current" | "announced" | "withdrawn";

interface VersionView {
  id: string;
  versionNo: number;
  /** The public number of this tariff version, as tariff disclosure shows it: "P001-1". */
  tariffNumber: string;
  /** ISO instants; `validTo` is exclusive, null while no end is set. */
  validFrom: string;
  validTo: string | null;
  state: VersionState;
  changeSetNumber: string | null;
}

export interface PlanVersionView extends VersionView {
  priceFen: number;
  quotaTokens: number;
}

export interface PackVersionView extends PlanVersionView {
  validDays: number;
}

export interface WeightVersionView extends VersionView {
  inputMilli: number;
  cachedInputMilli: number;
  outputMilli: number;
}

interface ItemView<V> {
  id: string;
  code: string;
  number: string;
  name: LocalText;
  /** In force at the catalogue's instant; null before the first sale and after withdrawal. */
  current: V | null;
  /** Every version, oldest first. */
  versions: V[];
}

export interface PlanView extends ItemView<PlanVersionView> {
  audience: "consumer" | "business";
  extras: string[];
}

export interface PackView extends ItemView<PackVersionView> {
  kind: "pack" | "payg";
}

export interface ModelView extends ItemView<WeightVersionView> {
  supplierName: LocalText;
  family: string;
  contextTokens: number;
  defaultOutputTokens: number;
}

export interface TaskView {
  code: string;
  name: LocalText;
  unit: LocalText;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
}

/** Everything that is sold and how it is counted, as of one instant; true until `holdsUntil`. */
export interface Catalogue {
  at: string;
  holdsUntil: string | null;
  plans: PlanView[];
  packs: PackView[];
  models: ModelView[];
  tasks: TaskView[];
}

interface Range {
  validFrom: Date;
  validTo: Date | null;
}

/** Where a range stands at an instant. An empty range is a withdrawn announcement. */
export function versionState(range: Range, at: Date): VersionState {
  const from = range.validFrom.getTime();
  const to = range.validTo?.getTime() ?? Number.POSITIVE_INFINITY;
  if (to <= from) return "withdrawn";
  if (at.getTime() < from) return "announced";
  return at.getTime() < to ? "current" : "past";
}

/** The earliest instant after `at` at which any of the ranges begins or ends: until then, answers stay the same. */
export function nextBoundary(ranges: readonly Range[], at: Date): Date | null {
  let next: Date | null = null;
  for (const edge of ranges.flatMap((range) => [range.validFrom, range.validTo])) {
    if (edge && edge > at && (!next || edge < next)) next = edge;
  }
  return next;
}
