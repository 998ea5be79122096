import { Check, CircleDot, Clock, Pencil, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { ChangeSetStatus } from "@/lib/pricing/change-set";

const LOOKS = {
  draft: { tone: "plain", icon: Pencil },
  submitted: { tone: "warn", icon: Clock },
  approved: { tone: "accent", icon: Check },
  published: { tone: "accent", icon: CircleDot },
  effective: { tone: "ok", icon: Check },
  rejected: { tone: "danger", icon: X },
  withdrawn: { tone: "line", icon: Undo2 },
  superseded: { tone: "line", icon: Undo2 },
} as const;

/** The state of a change set in a word. */
export function StatusBadge({ status }: { status: ChangeSetStatus }) {
  const t = useTranslations("pricing");
  return (
    <Badge tone={LOOKS[status].tone} icon={LOOKS[status].icon}>
      {t(`status.${status}`)}
    </Badge>
  );
}
