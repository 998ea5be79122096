import { getLocale, getTranslations } from "next-intl/server";
import { HallShell } from "@/components/hall/hall-shell";
import { LinkButton } from "@/components/ui/link-button";
import { getViewer } from "@/lib/auth/get-viewer";
import { brand } from "@/lib/env/brand";
import { localePath } from "@/lib/i18n/navigation";
import { shanghaiParts } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";

/** An address that leads nowhere, with two ways on. */
export default async function NotFound() {
  const locale = await getLocale();
  const t = await getTranslations("shell.notFound");
  return (
    <HallShell locale={locale} brand={brand()} viewer={await getViewer()} year={shanghaiParts(businessNow()).year}>
      <div className="mx-auto max-w-page px-4 py-14 tablet:px-6 tablet:py-22">
        <h1 className="text-3xl font-bold">{t("title")}</h1>
        <p className="mt-3 max-w-[42ch] text-ink-2">{t("body")}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <LinkButton href={localePath(locale, "/")} variant="primary">
            {t("home")}
          </LinkButton>
          <LinkButton href={localePath(locale, "/plans")}>{t("plans")}</LinkButton>
        </div>
      </div>
    </HallShell>
  );
}
