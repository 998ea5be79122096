import { BellOff, CalendarClock, ChartNoAxesColumn, FileText } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { Icon } from "@/components/ui/icon";
import { TextLink } from "@/components/ui/text-link";
import { localePath } from "@/lib/i18n/navigation";

const PROMISES = [
  { key: "published", icon: FileText, path: "/tariffs" },
  { key: "noRenewal", icon: BellOff, path: "/tariffs#rules" },
  { key: "accounted", icon: ChartNoAxesColumn, path: "/models#formula" },
  { key: "announced", icon: CalendarClock, path: "/tariffs#notices" },
] as const;

/** What the hall promises, each with where to check it. */
export async function TrustBand() {
  const locale = await getLocale();
  const t = await getTranslations("hall.trust");
  return (
    <section aria-label={t("label")} className="mt-16 bg-accent-soft tablet:mt-24">
      <div className="mx-auto grid max-w-page gap-7 px-4 py-10 tablet:grid-cols-2 tablet:gap-10 tablet:px-6 tablet:py-14 desk:grid-cols-4">
        {PROMISES.map(({ key, icon, path }) => (
          <article key={key} className="grid grid-cols-[28px_minmax(0,1fr)] gap-x-4 tablet:block">
            <Icon of={icon} size={28} className="row-span-3 text-accent tablet:mb-4" />
            <h3 className="text-base/6 font-semibold">{t(`${key}.title`)}</h3>
            <p className="mt-1 mb-2 text-md/6 text-ink-2">{t(`${key}.text`)}</p>
            <p>
              <TextLink href={localePath(locale, path)}>{t(`${key}.link`)}</TextLink>
            </p>
          </article>
        ))}
      </div>
    </section>
  );
}
