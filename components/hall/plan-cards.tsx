import type { TaskView } from "@/lib/catalogue/catalogue";
import { getLocale } from "next-intl/server";
import type { ModelOnSale, PlanOnSale } from "@/lib/catalogue/offers-on-sale";
import { capabilityRows } from "./capability-rows";
import type { Highlight } from "./choose-highlight";
import { PlanCard } from "./plan-card";

/** A card says what a plan does by a small task, a middling and a large one. */
const CARD_TASKS = ["chat-turn", "translate-page", "agent-task"];

type PlanCardsProps = {
  plans: readonly PlanOnSale[];
  model: ModelOnSale | null;
  tasks: readonly TaskView[];
  highlight: Highlight | null;
};

/** Plans side by side as cards. */
export async function PlanCards({ plans, model, tasks, highlight }: PlanCardsProps) {
  const locale = await getLocale();
  const shown = tasks.filter(({ code }) => CARD_TASKS.includes(code));
  return (
    <div className="grid gap-4 tablet:gap-6 desk:grid-cols-3">
      {plans.map((plan) => (
        <PlanCard
          key={plan.code}
          plan={plan}
          highlight={highlight}
          capability={model ? capabilityRows(plan.current.quotaTokens, model, shown, locale) : []}
        />
      ))}
    </div>
  );
}
