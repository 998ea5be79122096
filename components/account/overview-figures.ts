import * as z from "zod/mini";

/** What the browser reads again of /api/overview: enough to tell whether anything on the page has moved. */
export const OverviewFigures = z.object({
  at: z.string(),
  buckets: z.array(z.object({ id: z.string(), leftTokens: z.number(), heldTokens: z.number() })),
  days: z.array(z.object({ day: z.string(), requests: z.number(), planTokens: z.number() })),
  keys: z.array(z.object({ id: z.string(), lastUsedAt: z.nullable(z.string()) })),
});

export type OverviewFigures = z.infer<typeof OverviewFigures>;

/** Equal exactly when the page would show the same figures; the instant of reading is no figure. */
export function figuresMark({ buckets, days, keys }: OverviewFigures): string {
  return JSON.stringify([
    buckets.map(({ id, leftTokens, heldTokens }) => [id, leftTokens, heldTokens]),
    days.map(({ day, requests, planTokens }) => [day, requests, planTokens]),
    keys.map(({ id, lastUsedAt }) => [id, lastUsedAt]),
  ]);
}
