import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { localePath } from "@/lib/i18n/navigation";
import type { DeadReason } from "@/lib/ingestion/ingested-event";

type DeadLetterFiltersProps = {
  counts: readonly { reason: DeadReason; count: number }[];
  sources: readonly string[];
  chosen: { state: string; reason: string; source: string; id: string };
};

/** Why, from where, which one; a native form, so that the address holds the choice. */
export function DeadLetterFilters({ counts, sources, chosen }: DeadLetterFiltersProps) {
  const t = useTranslations("ingestion.letters");
  const locale = useLocale();
  const path = localePath(locale, "/admin/ingestion");
  const known = chosen.source === "" || sources.includes(chosen.source) ? sources : [...sources, chosen.source];
  const cell = "min-w-40 flex-1 tablet:max-w-64";
  const label = "mb-1 block text-xs text-ink-3";
  return (
    <form
      method="get"
      action={path}
      role="search"
      aria-label={t("filter")}
      className="flex flex-wrap items-end gap-2 border-b border-line px-4 py-3"
    >
      <input type="hidden" name="state" value={chosen.state} />
      <div className={cell}>
        <label htmlFor="letter-reason" className={label}>
          {t("reason")}
        </label>
        <Select
          id="letter-reason"
          name="reason"
          size="xs"
          defaultValue={chosen.reason}
          options={[
            { value: "", label: t("anyReason") },
            ...counts.map(({ reason, count }) => ({
              value: reason,
              label: t("reasonCount", { reason: t(`reasons.${reason}`), count }),
            })),
          ]}
        />
      </div>
      <div className={cell}>
        <label htmlFor="letter-source" className={label}>
          {t("source")}
        </label>
        <Select
          id="letter-source"
          name="source"
          size="xs"
          defaultValue={chosen.source}
          options={[{ value: "", label: t("anySource") }, ...known.map((source) => ({ value: source, label: source }))]}
        />
      </div>
      <div className={cell}>
        <label htmlFor="letter-id" className={label}>
          {t("id")}
        </label>
        <Input id="letter-id" name="id" size="xs" maxLength={200} autoComplete="off" defaultValue={chosen.id} />
      </div>
      <Button type="submit" size="xs" className="min-h-8">
        {t("apply")}
      </Button>
      <LinkButton href={`${path}?state=${chosen.state}`} size="xs" variant="ghost" className="min-h-8">
        {t("clear")}
      </LinkButton>
    </form>
  );
}
