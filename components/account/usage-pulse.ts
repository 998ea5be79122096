import * as z from "zod/mini";

/** What the browser reads again of /api/usage/pulse. */
export const UsagePulseAnswer = z.object({
  at: z.string(),
  today: z.string(),
  requests: z.number(),
  planTokens: z.number(),
});

export type UsagePulseAnswer = z.infer<typeof UsagePulseAnswer>;

/** Equal exactly when the page would show the same figures; the instant of reading is no figure. */
export function pulseMark({ today, requests, planTokens }: UsagePulseAnswer): string {
  return `${today} ${requests} ${planTokens}`;
}
