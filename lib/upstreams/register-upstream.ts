import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { requirePermission } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import { env } from "@/lib/env/env";
import { sealText } from "@/lib/env/secrets";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { newUuid } from "@/lib/ids/ids";
import { UPSTREAM_APIS } from "@/lib/upstreams/api";
import { isAllowedUpstream } from "@/lib/upstreams/upstream-address";

const Milliseconds = z.int().min(1).max(600_000).nullable().default(null);

export const RegisterUpstreamInput = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  baseUrl: z.url(),
  /** Kept sealed; null for an upstream that asks for none. */
  apiKey: z.string().min(1).nullable(),
  /** The catalogue's model codes, each with the upstream's own name of it. */
  models: z.record(z.string(), z.string().min(1)),
  /** The lowest is tried first. */
  priority: z.int().min(0).max(1_000),
  /** Its share of the calls among upstreams of the same priority. */
  weight: z.int().min(1).max(1_000).default(1),
  /** The protocols it speaks. */
  apis: z.array(z.enum(UPSTREAM_APIS)).min(1).default(["chat"]),
  /** How long it is waited for; null is as long as the gateway waits for any. */
  connectMs: Milliseconds,
  firstByteMs: Milliseconds,
  idleMs: Milliseconds,
});

export type UpstreamView = Omit<z.output<typeof RegisterUpstreamInput>, "apiKey">;

/**
 * Says that a server serves models: a new upstream, or an upstream with new address, key and routes; routes not named
 * end. Gateways follow within seconds. Throws INVALID_INPUT for an address that is not on the allow-list, MODEL_UNKNOWN.
 */
export async function registerUpstream(
  ctx: RequestContext,
  input: z.output<typeof RegisterUpstreamInput>,
): Promise<UpstreamView> {
  requirePermission(ctx.actor, "upstream:register");
  const { apiKey, ...view } = input;
  const { code, baseUrl, models, priority, weight, connectMs, firstByteMs, idleMs } = view;
  if (!isAllowedUpstream(baseUrl, env().UPSTREAM_HOSTS)) throw new AppError("INVALID_INPUT", { field: "baseUrl" });
  const keyBox = apiKey === null ? null : sealText(apiKey);
  const server = { baseUrl, keyBox, apis: [...new Set(view.apis)], connectMs, firstByteMs, idleMs };

  return inTransaction(async (tx) => {
    const known = await tx.model.findMany({ where: { code: { in: Object.keys(models) } } });
    const unknown = Object.keys(models).find((model) => !known.some((row) => row.code === model));
    if (unknown !== undefined) throw new AppError("MODEL_UNKNOWN", { model: unknown });

    const upstream = await tx.upstream.upsert({
      where: { code },
      create: { id: newUuid(ctx.now), code, ...server, createdAt: ctx.now },
      update: server,
    });
    await tx.upstreamRoute.deleteMany({ where: { upstreamId: upstream.id } });
    await tx.upstreamRoute.createMany({
      data: known.map((model) => ({
        id: newUuid(ctx.now),
        upstreamId: upstream.id,
        modelId: model.id,
        upstreamModel: models[model.code] ?? model.code,
        priority,
        weight,
      })),
    });
    await recordAudit(tx, ctx, "upstream.registered", {
      subjectKind: "upstream",
      subjectId: upstream.id,
      after: { ...view, hasKey: keyBox !== null },
    });
    return view;
  });
}
