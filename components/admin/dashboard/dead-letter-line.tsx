import { CircleCheck, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { TextLink } from "@/components/ui/text-link";
import { formatCount } from "@/lib/i18n/format-number";
import { localePath } from "@/lib/i18n/navigation";

/** How much reported usage waits because it could not be charged, and the way to it. */
export function DeadLetterLine({ count }: { count: number }) {
  const t = useTranslations("admin.dashboard");
  const locale = useLocale();
  const waits = count > 0;
  return (
    <p
      className={`mt-4 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md border px-4 py-3 ${waits ? "border-transparent bg-warn-soft" : "border-line bg-surface text-ink-3"}`}
    >
      <Icon of={waits ? TriangleAlert : CircleCheck} size={16} className={waits ? "text-warn" : "text-ok"} />
      {waits ? t("deadLetters", { count: formatCount(count) }) : t("deadLettersEmpty")}
      <TextLink href={localePath(locale, "/admin/ingestion")} className="ms-auto text-sm">
        {t("deadLettersLink")}
      </TextLink>
    </p>
  );
}
