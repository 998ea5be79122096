import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { VersionState } from "@/lib/catalogue/catalogue";

const TONES = { current: "ok", announced: "accent", past: "plain", withdrawn: "line" } as const;

/** Where a version stands now. */
export function StateBadge({ state }: { state: VersionState }) {
  const t = useTranslations("admin.catalogue");
  return <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>;
}
