import type { LocalText } from "@/lib/i18n/locale";
import { type ChangeItem, diffItem } from "@/lib/pricing/change-set";
import type { RunningByPlan } from "@/lib/pricing/change-set-view";

export interface Touched {
  count: number;
  all: number;
  plans: { code: string; name: LocalText; count: number }[];
  /** Subscribers whose plan stays as it is, but who will meet another weight. */
  byWeightOnly: number;
}

/** Whose next renewal a change will meet: subscribers of a changed plan, and, where a weight changes, everybody. */
export function touchedSubscriptions(changes: readonly ChangeItem[], running: RunningByPlan): Touched {
  const real = changes.filter((item) => diffItem(item).length > 0);
  const all = Object.values(running).reduce((sum, count) => sum + count, 0);
  const plans = real
    .filter((item) => item.kind === "plan")
    .map(({ code, name }) => ({ code, name, count: running[code] ?? 0 }));
  const byPlan = plans.reduce((sum, plan) => sum + plan.count, 0);
  const byWeightOnly = real.some((item) => item.kind === "weight") ? all - byPlan : 0;
  return { count: byPlan + byWeightOnly, all, plans, byWeightOnly };
}
