import { db } from "@/lib/db/client";

/** Every item with all its versions, oldest first. Small tables: read whole. */
export async function readCatalogueRows() {
  const versions = { orderBy: { versionNo: "asc" } } as const;
  const [plans, packs, models, tasks, sets] = await Promise.all([
    db().plan.findMany({ include: { versions }, orderBy: { sortOrder: "asc" } }),
    db().pack.findMany({ include: { versions }, orderBy: { sortOrder: "asc" } }),
    db().model.findMany({ include: { weights: versions, supplier: true }, orderBy: { sortOrder: "asc" } }),
    db().everydayTask.findMany({ orderBy: { sortOrder: "asc" } }),
    db().changeSet.findMany({
      where: { status: { in: ["published", "withdrawn", "superseded"] } },
      select: { id: true, number: true },
    }),
  ]);
  return { plans, packs, models, tasks, changeSetNumbers: new Map(sets.map((set) => [set.id, set.number])) };
}

export type CatalogueRows = Awaited<ReturnType<typeof readCatalogueRows>>;
