import { getLocale, getTranslations } from "next-intl/server";
import type { TaskView } from "@/lib/catalogue/catalogue";
import { formatCount } from "@/lib/i18n/format-number";

/** How large the everyday tasks are taken to be: without it no count of them could be checked. */
export async function TaskSizes({ tasks }: { tasks: readonly TaskView[] }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.taskSizes");
  return (
    <p className="mt-3 text-sm text-ink-3">
      {t("intro")}
      {tasks
        .map((task) =>
          t(task.cachedInputTokens > 0 ? "cachedTask" : "task", {
            name: task.name[locale],
            input: formatCount(task.inputTokens),
            cached: formatCount(task.cachedInputTokens),
            output: formatCount(task.outputTokens),
          }),
        )
        .join(t("between"))}
      {t("end")}
    </p>
  );
}
