import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { requirePermission } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { env } from "@/lib/env/env";
import { sealText } from "@/lib/env/secrets";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { newUuid } from "@/lib/ids/ids";
import { isAllowedUpstream } from "@/lib/upstreams/upstream-address";

export const RegisterUpstreamInput = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  baseUrl: z.url(),
  /** Kept sealed; null for an upstream that asks for none. */
  apiKey: z.string().min(1).nullable(),
  /** The catalogue's model codes, each with the upstream's own name of it. */
  models: z.record(z.string(), z.string().min(1)),
  /** The lowest is tried first. */
  priority: z.int().min(0).max(1_000),
});

export interface UpstreamView {
  code: string;
  baseUrl: string;
  models: Record<string, string>;
  priority: number;
}

/**
 * Says that a server serves models: a new upstream, or an upstream with new address, key and routes; routes not named
 * end. Gateways follow within seconds. Throws INVALID_INPUT for an address that is not on the allow-list, MODEL_UNKNOWN.
 */
export async function registerUpstream(
  ctx: RequestContext,
  input: z.output<typeof RegisterUpstreamInput>,
): Promise<UpstreamView> {
  requirePermission(ctx.actor, "upstream:register");
  const { code, baseUrl, models, priority } = input;
  if (!isAllowedUpstream(baseUrl, env().UPSTREAM_HOSTS)) throw new AppError("INVALID_INPUT", { field: "baseUrl" });
  const keyBox = input.apiKey === null ? null : sealText(input.apiKey);

  return inTransaction(async (tx) => {
    const known = await tx.model.findMany({ where: { code: { in: Object.keys(models) } } });
    const unknown = Object.keys(models).find((model) => !known.some((row) => row.code === model));
    if (unknown !== undefined) throw new AppError("MODEL_UNKNOWN", { model: unknown });

    const upstream = await tx.upstream.upsert({
      where: { code },
      create: { id: newUuid(ctx.now), code, baseUrl, keyBox, createdAt: ctx.now },
      update: { baseUrl, keyBox },
    });
    await tx.upstreamRoute.deleteMany({ where: { upstreamId: upstream.id } });
    await tx.upstreamRoute.createMany({
      data: known.map((model) => ({
        id: newUuid(ctx.now),
        upstreamId: upstream.id,
        modelId: model.id,
        upstreamModel: models[model.code] ?? model.code,
        priority,
      })),
    });
    const view = { code, baseUrl, models, priority };
    await recordAudit(tx, ctx, "upstream.registered", {
      subjectKind: "upstream",
      subjectId: upstream.id,
      after: { ...view, hasKey: keyBox !== null },
    });
    return view;
  });
}
