import type { TaskView } from "@/lib/catalogue/catalogue";
import { getLocale } from "next-intl/server";
import type { ModelOnSale, PlanOnSale } from "@/lib/catalogue/offers-on-sale";
import type { Instant } from "@/lib/i18n/format-time";
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
  now: Instant;
};

/** Plans side by side as cards, each part as tall as in the tallest of them. */
export async function PlanCards({ plans, model, tasks, highlight, now }: PlanCardsProps) {
  const locale = await getLocale();
  const shown = tasks.filter(({ code }) => CARD_TASKS.includes(code));
  return (
    <div className="grid gap-4 tablet:gap-6 desk:grid-cols-3 desk:gap-y-0">
      {plans.map((plan) => (
        <PlanCard
          key={plan.code}
          plan={plan}
          highlight={highlight}
          now={now}
          capability={model ? capabilityRows(plan.current.quotaTokens, model, shown, locale) : []}
        />
      ))}
    </div>
  );
}
