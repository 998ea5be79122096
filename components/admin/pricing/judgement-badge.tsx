import { Check, Minus, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { type ItemKind, type Judgement, touchesSubscribers } from "@/lib/pricing/change-set";

const LOOKS = {
  worse: { colour: "text-warn", icon: TriangleAlert },
  better: { colour: "text-ok", icon: Check },
  same: { colour: "text-ink-3", icon: Minus },
} as const;

/** What the change of one field means for those who subscribe already. */
export function JudgementBadge({ kind, judgement }: { kind: ItemKind; judgement: Judgement }) {
  const t = useTranslations("pricing.judgement");
  const isMet = touchesSubscribers(kind) || judgement === "same";
  const look = isMet ? LOOKS[judgement] : LOOKS.same;
  return (
    <span className={`inline-flex items-center gap-1 align-middle tablet:whitespace-nowrap ${look.colour}`}>
      <Icon of={look.icon} size={16} strokeWidth={2} />
      {isMet ? t(judgement) : t("newOrders")}
    </span>
  );
}
