import type { TaskView } from "@/lib/catalogue/catalogue";
import type { ModelOnSale, PlanOnSale } from "@/lib/catalogue/offers-on-sale";
import { formatUnitPrice, formatYuan } from "@/lib/i18n/format-money";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import { capabilityRows } from "./capability-rows";

/** The tasks by which plans are compared: a small one and a large one. */
const COMPARED_TASKS = ["chat-turn", "agent-task"];
/** What plans carry besides tokens, as far as the hall has words for it. */
export const KNOWN_EXTRAS = ["uplink-acceleration"] as const;
export type KnownExtra = (typeof KNOWN_EXTRAS)[number];

export type ComparisonRow = {
  readonly key: string;
  readonly label: string;
  /** How its cells are set. */
  readonly look: "figure" | "text" | "number" | "mark";
  /** One per plan; true and false for a mark. */
  readonly cells: readonly (string | boolean)[];
};

type Key =
  | "price"
  | "tokens"
  | "perMillion"
  | "task"
  | "count"
  | "afterwards"
  | "afterwardsValue"
  | "renewal"
  | "renewalValue"
  | "number"
  | `extras.${KnownExtra}`;
/** The translator of the messages `hall.comparison`. */
export type ComparisonTranslate = (key: Key, values?: Record<string, string>) => string;

type Input = {
  readonly plans: readonly PlanOnSale[];
  readonly model: ModelOnSale | null;
  readonly tasks: readonly TaskView[];
  readonly locale: Locale;
  readonly t: ComparisonTranslate;
};

/** The rows of the comparison, from the catalogue alone: a row stands only where the data has something to say. */
export function comparisonRows({ plans, model, tasks, locale, t }: Input): ComparisonRow[] {
  const each = (value: (plan: PlanOnSale) => string | boolean) => plans.map(value);
  const compared = model ? tasks.filter(({ code }) => COMPARED_TASKS.includes(code)) : [];
  const extras = KNOWN_EXTRAS.filter((extra) => plans.some((plan) => plan.extras.includes(extra)));
  return [
    {
      key: "price",
      label: t("price"),
      look: "figure",
      cells: each(({ current }) => formatYuan(current.priceFen, "card")),
    },
    {
      key: "tokens",
      label: t("tokens"),
      look: "figure",
      cells: each(({ current }) => formatTokens(current.quotaTokens, locale)),
    },
    {
      key: "perMillion",
      label: t("perMillion"),
      look: "text",
      cells: each(({ current }) => formatUnitPrice(current.priceFen, current.quotaTokens)),
    },
    ...compared.map((task): ComparisonRow => ({
      key: task.code,
      label: t("task", { task: task.name[locale] }),
      look: "text",
      cells: each(({ current }) => {
        const row = model && capabilityRows(current.quotaTokens, model, [task], locale)[0];
        return row ? t("count", { count: row.count, unit: row.unit }) : "";
      }),
    })),
    ...extras.map((extra): ComparisonRow => ({
      key: extra,
      label: t(`extras.${extra}`),
      look: "mark",
      cells: each((plan) => plan.extras.includes(extra)),
    })),
    { key: "afterwards", label: t("afterwards"), look: "text", cells: each(() => t("afterwardsValue")) },
    { key: "renewal", label: t("renewal"), look: "text", cells: each(() => t("renewalValue")) },
    { key: "number", label: t("number"), look: "number", cells: each(({ current }) => current.tariffNumber) },
  ];
}
