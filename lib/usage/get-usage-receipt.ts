import { z } from "zod";
import { requireCustomer } from "@/lib/auth/require-permission";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { idOf, showId } from "@/lib/ids/ids";
import { toInstant } from "@/lib/time/calendar";
import { UPSTREAM_APIS, UPSTREAM_PATHS } from "@/lib/upstreams/api";
import { partitionDay } from "@/lib/usage/partition-day";
import { StoredDebits, type UsageReceipt } from "@/lib/usage/usage";

export const GetUsageReceiptInput = z.object({ eventId: idOf("evt") });

/** The receipt of one call of the account. Throws NOT_FOUND. */
export async function getUsageReceipt(
  ctx: RequestContext,
  { eventId }: z.output<typeof GetUsageReceiptInput>,
): Promise<UsageReceipt> {
  const { accountId, cell } = requireCustomer(ctx.actor, "usage:read");
  const day = toInstant(partitionDay(eventId));
  const event = await db().usageEvent.findFirst({ where: { cell, day, id: eventId, accountId } });
  if (!event) throw new AppError("NOT_FOUND");
  const debits = StoredDebits.parse(event.debits);
  const [grants, key, weight] = await Promise.all([
    db().tokenGrant.findMany({ where: { cell, accountId, id: { in: debits.map((debit) => debit.grantId) } } }),
    db().apiKey.findUnique({ where: { cell_id: { cell, id: event.keyId } } }),
    db().modelWeightVersion.findUniqueOrThrow({ where: { id: event.weightVersionId } }),
  ]);
  return {
    id: showId("evt", event.id),
    at: event.occurredAt.toISOString(),
    modelCode: event.modelCode,
    keyName: key?.name ?? "",
    requestId: event.requestId,
    inputTokens: Number(event.inputTokens),
    cachedInputTokens: Number(event.cachedInputTokens),
    outputTokens: Number(event.outputTokens),
    inputMilli: event.inputMilli,
    cachedInputMilli: event.cachedInputMilli,
    outputMilli: event.outputMilli,
    planTokens: Number(event.planTokens),
    weightVersionNo: weight.versionNo,
    weightValidFrom: weight.validFrom.toISOString(),
    shortfallTokens: Number(event.shortfallTokens),
    outcome: event.outcome,
    streamed: event.streamed,
    latencyMs: event.latencyMs,
    address: event.outcome === "reported" ? null : gatewayAddress(event.api),
    reportedBy: event.outcome === "reported" ? event.upstreamCode : null,
    debits: debits.map((debit) => {
      const grant = grants.find(({ id }) => id === debit.grantId);
      if (!grant) throw new Error("a debit without its bucket");
      return {
        ...debit,
        grantId: showId("grt", debit.grantId),
        name: { "zh-CN": grant.nameZh, en: grant.nameEn },
        expiresAt: grant.expiresAt.toISOString(),
      };
    }),
  };
}

function gatewayAddress(name: string): string | null {
  const api = UPSTREAM_APIS.find((known) => known === name);
  return api ? `/v1${UPSTREAM_PATHS[api]}` : null;
}
