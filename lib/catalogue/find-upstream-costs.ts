import { z } from "zod";
import { requirePermission } from "@/lib/auth/require-permission";
import { versionState } from "@/lib/catalogue/catalogue";
import type { ModelCostsView } from "@/lib/catalogue/upstream-cost";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";

export const FindUpstreamCostsInput = z.strictObject({});

/** The cost history of every model, announced rises included. Staff only: margins are no customer's business. */
export async function findUpstreamCosts(
  ctx: RequestContext,
  _input: z.infer<typeof FindUpstreamCostsInput>,
): Promise<ModelCostsView[]> {
  requirePermission(ctx.actor, "catalogue:read");
  const models = await db().model.findMany({
    include: { supplier: true, costs: { orderBy: { validFrom: "desc" } } },
    orderBy: { sortOrder: "asc" },
  });
  return models.map((model) => ({
    code: model.code,
    name: { "zh-CN": model.displayNameZh, en: model.displayName },
    supplierName: { "zh-CN": model.supplier.nameZh, en: model.supplier.nameEn },
    versions: model.costs.map((row) => ({
      versionNo: row.versionNo,
      inputMicroYuan: Number(row.inputMicroYuan),
      cachedInputMicroYuan: Number(row.cachedInputMicroYuan),
      outputMicroYuan: Number(row.outputMicroYuan),
      validFrom: row.validFrom.toISOString(),
      validTo: row.validTo?.toISOString() ?? null,
      state: versionState(row, ctx.now),
      note: row.note,
    })),
  }));
}
