import type { LucideIcon } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { Icon } from "@/components/ui/icon";
import { TextLink } from "@/components/ui/text-link";
import { localePath } from "@/lib/i18n/navigation";
import type { ChangeSetSummary } from "@/lib/pricing/change-set-view";
import { ChangeSetTable } from "../pricing/change-set-table";

const SHOWN = 6;

type AgendaCardProps = {
  id: string;
  title: string;
  empty: string;
  icon: LucideIcon;
  sets: readonly ChangeSetSummary[];
  now: string;
};

/** A short list of change sets on the dashboard. */
export function AgendaCard({ id, title, empty, icon, sets, now }: AgendaCardProps) {
  const t = useTranslations("admin.dashboard");
  const locale = useLocale();
  return (
    <Card padding="none" density="dense" aria-labelledby={`${id}-title`}>
      <CardHead
        density="dense"
        title={title}
        titleId={`${id}-title`}
        detail={sets.length > 0 ? sets.length : undefined}
        aside={
          sets.length > SHOWN ? (
            <TextLink href={localePath(locale, "/admin/pricing")} className="text-sm">
              {t("allSets")}
            </TextLink>
          ) : undefined
        }
      />
      {sets.length > 0 ? (
        <ChangeSetTable sets={sets.slice(0, SHOWN)} caption={title} now={now} short />
      ) : (
        <p className="flex items-center gap-2 px-4 py-4 text-ink-3">
          <Icon of={icon} size={16} />
          {empty}
        </p>
      )}
    </Card>
  );
}
