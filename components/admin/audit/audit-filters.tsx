import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import type { AuditFilters as Filters } from "@/lib/audit/audit-entry";
import { localePath } from "@/lib/i18n/navigation";
import { actionLabel } from "./action-label";

type AuditFiltersProps = { filters: Filters; chosen: { actor: string; action: string; subject: string } };

/** Who, what and on what; a native form, so that the address holds the choice. */
export function AuditFilters({ filters, chosen }: AuditFiltersProps) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const path = localePath(locale, "/admin/audit");
  return (
    <form
      method="get"
      action={path}
      role="search"
      aria-label={t("filter")}
      className="flex flex-wrap items-end gap-2 border-b border-line px-4 py-3"
    >
      <div className="min-w-40 flex-1 tablet:max-w-56">
        <label htmlFor="audit-actor" className="mb-1 block text-xs text-ink-3">
          {t("actor")}
        </label>
        <Select
          id="audit-actor"
          name="actor"
          size="xs"
          defaultValue={chosen.actor}
          options={[
            { value: "", label: t("anyActor") },
            ...filters.actors.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <div className="min-w-40 flex-1 tablet:max-w-56">
        <label htmlFor="audit-action" className="mb-1 block text-xs text-ink-3">
          {t("action")}
        </label>
        <Select
          id="audit-action"
          name="action"
          size="xs"
          defaultValue={chosen.action}
          options={[
            { value: "", label: t("anyAction") },
            ...filters.actions.map((action) => ({ value: action, label: actionLabel(action, t) })),
          ]}
        />
      </div>
      <div className="min-w-40 flex-1 tablet:max-w-64">
        <label htmlFor="audit-subject" className="mb-1 block text-xs text-ink-3">
          {t("subject")}
        </label>
        <Input
          id="audit-subject"
          name="subject"
          size="xs"
          maxLength={120}
          autoComplete="off"
          defaultValue={chosen.subject}
        />
      </div>
      <Button type="submit" size="xs" className="min-h-8">
        {t("apply")}
      </Button>
      <LinkButton href={path} size="xs" variant="ghost" className="min-h-8">
        {t("clear")}
      </LinkButton>
    </form>
  );
}
