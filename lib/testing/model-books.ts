import type { BurnPart } from "@/lib/charging/charging";
import type { Weights } from "@/lib/charging/rate";
import type { SliceReturn } from "@/lib/charging/release-slices";
import type { ReservedSlice, SliceRequest } from "@/lib/charging/reserve-slice";
import { addSeconds } from "@/lib/testing/instants";

const MODEL_START = addSeconds("2026-03-01T00:00:00Z", 0);
export const MODEL_PAYER = { cell: 1, accountId: "acc" } as const;
const DAY_SECONDS = 86_400;
/** A slice beyond the need takes at most this part of what is free. */
const SHARE = 32;

export interface ModelBucket {
  tokens: number;
  /** Pays for models of one family only. */
  scoped: boolean;
  weights: Weights;
  expiresInDays: number;
}

/** One account's buckets and slices as the real database keeps them; a slice that gives or burns more than it has is an error. */
export class ModelBooks {
  readonly grants;
  at = MODEL_START;
  private readonly slices = new Map<string, { node: number; parts: Map<string, number> }>();

  constructor(wishes: readonly ModelBucket[]) {
    this.grants = wishes.map(({ tokens, scoped, weights, expiresInDays }, index) => ({
      id: `g${index}`,
      modelScope: scoped ? ["hunyuan-*"] : [],
      weights,
      weightsAt: addSeconds(MODEL_START, -index),
      expiresAt: addSeconds(MODEL_START, expiresInDays * DAY_SECONDS),
      createdAt: addSeconds(MODEL_START, index),
      free: false,
      granted: tokens,
      remaining: tokens,
      consumed: 0,
    }));
  }

  passDay(): void {
    this.at = addSeconds(this.at, DAY_SECONDS);
  }

  /** Soonest expiry, then the narrower scope, then the oldest. */
  payersOf(model: string) {
    return this.grants
      .filter(
        ({ modelScope, expiresAt }) => (modelScope.length === 0 || model === "hunyuan-turbo") && this.at < expiresAt,
      )
      .sort(
        (a, b) =>
          a.expiresAt.getTime() - b.expiresAt.getTime() ||
          b.modelScope.length - a.modelScope.length ||
          a.createdAt.getTime() - b.createdAt.getTime(),
      );
  }

  reserved(grantId: string, node: number | null = null): number {
    let sum = 0;
    for (const slice of this.slices.values())
      if (node === null || slice.node !== node) sum += slice.parts.get(grantId) ?? 0;
    return sum;
  }

  reserve({ keyId, modelCode, needTokens, wantTokens, nodeId }: SliceRequest): ReservedSlice {
    const payers = this.payersOf(modelCode);
    const free = payers.reduce((sum, { remaining }) => sum + remaining, 0);
    const heldTokens = payers.reduce((sum, { id }) => sum + this.reserved(id), 0);
    const node = Number(nodeId);
    const elsewhereTokens = this.grants.reduce((sum, { id }) => sum + this.reserved(id, node), 0);
    let missing = Math.min(free, Math.max(needTokens, Math.min(wantTokens, Math.floor(free / SHARE))));
    const answer = { leftTokens: free + heldTokens, heldTokens, elsewhereTokens, cap: null };
    if (missing === 0) return { slice: null, ...answer };
    const id = `s${this.slices.size}`;
    const parts = payers.flatMap((grant) => {
      const tokens = Math.min(missing, grant.remaining);
      grant.remaining -= tokens;
      missing -= tokens;
      const { id: grantId, modelScope, weightsAt, expiresAt, createdAt } = grant;
      return tokens > 0 ? [{ grantId, tokens, modelScope, weightsAt, expiresAt, createdAt, free: false }] : [];
    });
    this.slices.set(id, { node, parts: new Map(parts.map(({ grantId, tokens }) => [grantId, tokens])) });
    const isOneOrder = this.grants.every(({ modelScope }) => modelScope.length === 0);
    return { slice: { id, ...MODEL_PAYER, keyId, modelCode: isOneOrder ? null : modelCode, parts }, ...answer };
  }

  giveBack({ sliceId, tokens }: SliceReturn): void {
    for (const [grantId, own] of [...(this.slices.get(sliceId)?.parts ?? [])])
      this.take(sliceId, grantId, tokens === "all" ? own : (tokens.get(grantId) ?? 0), "remaining");
  }

  burn(parts: readonly BurnPart[]): void {
    for (const { sliceId, grantId, tokens } of parts) this.take(sliceId, grantId, tokens, "consumed");
  }

  private take(sliceId: string, grantId: string, tokens: number, to: "remaining" | "consumed"): void {
    const parts = this.slices.get(sliceId)?.parts;
    const grant = this.grants.find(({ id }) => id === grantId);
    const left = (parts?.get(grantId) ?? 0) - tokens;
    if (!parts || !grant || left < 0) throw new Error(`${tokens} of ${sliceId}/${grantId}, which has not that many`);
    parts.set(grantId, left);
    grant[to] += tokens;
  }
}
