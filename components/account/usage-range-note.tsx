import { getTranslations } from "next-intl/server";
import { Note } from "@/components/ui/note";
import { MOST_USAGE_DAYS } from "@/lib/usage/usage";
import type { UsageQuery } from "@/lib/usage/usage-query";

/** Why other days are shown than were asked for. */
export async function UsageRangeNote({ problem }: Pick<UsageQuery, "problem">) {
  if (problem === null) return null;
  const t = await getTranslations("usage.range");
  return (
    <Note tone="warn" title={t(problem, { days: MOST_USAGE_DAYS })} announce="status" className="mb-4">
      <p>{t(`${problem}Detail`)}</p>
    </Note>
  );
}
