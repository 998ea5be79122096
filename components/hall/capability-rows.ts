import type { TaskView } from "@/lib/catalogue/catalogue";
import type { ModelOnSale } from "@/lib/catalogue/offers-on-sale";
import { countTasks } from "@/lib/grants/capability";
import { formatCount } from "@/lib/i18n/format-number";
import type { Locale } from "@/lib/i18n/locale";

export type CapabilityRow = {
  readonly code: string;
  readonly name: string;
  readonly count: string;
  readonly unit: string;
};

/** What tokens do with a model, one row a task: any one of them, not all. */
export function capabilityRows(
  planTokens: number,
  model: ModelOnSale,
  tasks: readonly TaskView[],
  locale: Locale,
): CapabilityRow[] {
  return tasks.map((task) => ({
    code: task.code,
    name: task.name[locale],
    count: formatCount(countTasks(planTokens, task, model.current)),
    unit: task.unit[locale],
  }));
}
