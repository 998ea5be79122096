import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { newUuid } from "@/lib/ids/ids";
import { UPSTREAM_APIS } from "@/lib/upstreams/api";
import { addDays, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";
import catalogueJson from "./catalogue.json" with { type: "json" };

const text = z.object({ "zh-CN": z.string(), en: z.string() });
const amounts = { code: z.string(), name: text, priceFen: z.int(), tokens: z.int() };
const rates = { input: z.int(), cachedInput: z.int(), output: z.int() };

const CatalogueFile = z.object({
  plans: z.array(z.object({ ...amounts, audience: z.string(), extras: z.array(z.string()).default([]) })),
  packs: z.array(z.object({ ...amounts, kind: z.string(), validDays: z.int() })),
  models: z.array(
    z.object({
      code: z.string(),
      supplier: z.string(),
      family: z.string(),
      name: text,
      contextTokens: z.int(),
      defaultOutputTokens: z.int(),
      weights: z.object(rates),
    }),
  ),
  suppliers: z.array(
    z.object({
      code: z.string(),
      name: text,
      costs: z.array(z.object({ model: z.string(), from: z.string(), ...rates })),
      rises: z.array(z.object({ effective: z.string(), upToPercent: z.int() })),
    }),
  ),
  tasks: z.array(
    z.object({
      code: z.string(),
      name: text,
      unit: text,
      inputTokens: z.int(),
      cachedInputTokens: z.int(),
      outputTokens: z.int(),
    }),
  ),
});
type CatalogueFile = z.output<typeof CatalogueFile>;

/** On sale since this day, as the reference catalogue says of its costs. */
const FIRST_DAY = "2026-01-01";
/** The cost rise that the demo announces ahead (decisions 17). */
const ANNOUNCED = { supplier: "tencent-cloud", percent: 8, daysAhead: 45 };

/** Writes the reference catalogue: items with their first versions, suppliers with their cost history, models with the sandbox route. */
export async function seedCatalogue(tx: Db, now: Date): Promise<void> {
  const file = CatalogueFile.parse(catalogueJson);
  const from = startOfShanghaiDay(FIRST_DAY);
  await seedPlans(tx, file, from);
  await seedPacks(tx, file, from);
  await seedModels(tx, file, from);
  await seedCosts(tx, file, now);
  await tx.everydayTask.createMany({
    data: file.tasks.map((task, sortOrder) => ({
      code: task.code,
      nameZh: task.name["zh-CN"],
      nameEn: task.name.en,
      unitZh: task.unit["zh-CN"],
      unitEn: task.unit.en,
      inputTokens: task.inputTokens,
      cachedInputTokens: task.cachedInputTokens,
      outputTokens: task.outputTokens,
      sortOrder,
    })),
  });
}

function numbered(letter: string, index: number): string {
  return `${letter}${String(index + 1).padStart(3, "0")}`;
}

async function seedPlans(tx: Db, file: CatalogueFile, from: Date): Promise<void> {
  for (const [index, plan] of file.plans.entries()) {
    const id = newUuid(from);
    await tx.plan.create({
      data: {
        id,
        code: plan.code,
        number: numbered("P", index),
        audience: plan.audience,
        nameZh: plan.name["zh-CN"],
        nameEn: plan.name.en,
        extras: plan.extras,
        sortOrder: index,
        createdAt: from,
      },
    });
    await tx.planVersion.create({
      data: {
        id: newUuid(from),
        planId: id,
        versionNo: 1,
        priceFen: plan.priceFen,
        quotaTokens: plan.tokens,
        validFrom: from,
        createdAt: from,
      },
    });
  }
}

async function seedPacks(tx: Db, file: CatalogueFile, from: Date): Promise<void> {
  for (const [index, pack] of file.packs.entries()) {
    const id = newUuid(from);
    await tx.pack.create({
      data: {
        id,
        code: pack.code,
        number: numbered("A", index),
        kind: pack.kind,
        nameZh: pack.name["zh-CN"],
        nameEn: pack.name.en,
        sortOrder: index,
        createdAt: from,
      },
    });
    await tx.packVersion.create({
      data: {
        id: newUuid(from),
        packId: id,
        versionNo: 1,
        priceFen: pack.priceFen,
        quotaTokens: pack.tokens,
        validDays: pack.validDays,
        validFrom: from,
        createdAt: from,
      },
    });
  }
}

async function seedModels(tx: Db, file: CatalogueFile, from: Date): Promise<void> {
  const upstreamId = newUuid(from);
  // The gateway replaces this address by the port of the sandbox upstream it starts; a real upstream has its own here.
  await tx.upstream.create({
    data: { id: upstreamId, code: "sandbox", baseUrl: "sandbox://built-in", apis: [...UPSTREAM_APIS], createdAt: from },
  });
  const supplierIds = new Map<string, string>();
  for (const supplier of file.suppliers) {
    const { id } = await tx.supplier.create({
      data: { id: newUuid(from), code: supplier.code, nameZh: supplier.name["zh-CN"], nameEn: supplier.name.en },
    });
    supplierIds.set(supplier.code, id);
  }
  for (const [index, model] of file.models.entries()) {
    const supplierId = supplierIds.get(model.supplier);
    if (!supplierId) throw new Error(`unknown supplier ${model.supplier}`);
    const id = newUuid(from);
    await tx.model.create({
      data: {
        id,
        code: model.code,
        supplierId,
        family: model.family,
        displayName: model.name.en,
        displayNameZh: model.name["zh-CN"],
        contextTokens: model.contextTokens,
        defaultOutputTokens: model.defaultOutputTokens,
        sortOrder: index,
        createdAt: from,
      },
    });
    const { input, cachedInput, output } = model.weights;
    await tx.modelWeightVersion.create({
      data: {
        id: newUuid(from),
        modelId: id,
        versionNo: 1,
        inputMilli: input,
        cachedInputMilli: cachedInput,
        outputMilli: output,
        validFrom: from,
        createdAt: from,
      },
    });
    await tx.upstreamRoute.create({
      data: { id: newUuid(from), upstreamId, modelId: id, upstreamModel: model.code, priority: 1 },
    });
  }
}

/** Each rise is taken at its upper limit, rounded up to the micro-yuan, and begins a new cost version. */
async function seedCosts(tx: Db, file: CatalogueFile, now: Date): Promise<void> {
  for (const supplier of file.suppliers) {
    const rises = [...supplier.rises];
    if (supplier.code === ANNOUNCED.supplier)
      rises.push({ effective: addDays(shanghaiDay(now), ANNOUNCED.daysAhead), upToPercent: ANNOUNCED.percent });
    for (const cost of supplier.costs) {
      const model = await tx.model.findUniqueOrThrow({ where: { code: cost.model } });
      const starts = [cost.from, ...rises.map((rise) => rise.effective)];
      let current = { input: cost.input, cachedInput: cost.cachedInput, output: cost.output };
      for (const [index, start] of starts.entries()) {
        const percent = index === 0 ? 0 : (rises[index - 1]?.upToPercent ?? 0);
        current = {
          input: raised(current.input, percent),
          cachedInput: raised(current.cachedInput, percent),
          output: raised(current.output, percent),
        };
        const next = starts[index + 1];
        await tx.upstreamCostVersion.create({
          data: {
            id: newUuid(now),
            modelId: model.id,
            versionNo: index + 1,
            inputMicroYuan: current.input,
            cachedInputMicroYuan: current.cachedInput,
            outputMicroYuan: current.output,
            validFrom: startOfShanghaiDay(start),
            validTo: next ? startOfShanghaiDay(next) : null,
            note: percent === 0 ? null : `+${percent}%`,
            createdAt: now,
          },
        });
      }
    }
  }
}

function raised(amount: number, percent: number): number {
  return Math.ceil((amount * (100 + percent)) / 100);
}
