import type {
  Catalogue,
  ModelView,
  PackVersionView,
  PackView,
  PlanVersionView,
  PlanView,
  TaskView,
  WeightVersionView,
} from "./catalogue";

export type PlanOnSale = PlanView & { readonly current: PlanVersionView };
export type PackOnSale = PackView & { readonly current: PackVersionView };
export type ModelOnSale = ModelView & { readonly current: WeightVersionView };

/** What can be bought and called at the catalogue's instant. */
export type OffersOnSale = {
  readonly plans: readonly PlanOnSale[];
  readonly packs: readonly PackOnSale[];
  readonly payAsYouGo: PackOnSale | null;
  readonly models: readonly ModelOnSale[];
  readonly tasks: readonly TaskView[];
};

const ONE_FOR_ONE_MILLI = 1000;

export function offersOnSale({ plans, packs, models, tasks }: Catalogue): OffersOnSale {
  const packsOnSale = packs.filter(isOnSale);
  return {
    plans: plans.filter(isOnSale),
    packs: packsOnSale.filter((pack) => pack.kind === "pack"),
    payAsYouGo: packsOnSale.find((pack) => pack.kind === "payg") ?? null,
    models: models.filter(isOnSale),
    tasks,
  };
}

/** The model that capabilities are named for unless a reader picks another: one whose input counts one for one, else the first. */
export function referenceModel(models: readonly ModelOnSale[]): ModelOnSale | null {
  return models.find((model) => model.current.inputMilli === ONE_FOR_ONE_MILLI) ?? models[0] ?? null;
}

function isOnSale<I extends { readonly current: unknown }>(
  item: I,
): item is I & { readonly current: NonNullable<I["current"]> } {
  return item.current !== null;
}
