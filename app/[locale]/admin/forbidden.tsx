import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { localePath } from "@/lib/i18n/navigation";

/** A staff page that needs a role its reader does not have. Answered with 403. */
export default async function Forbidden() {
  const locale = await getLocale();
  const t = await getTranslations("staff.forbidden");
  return (
    <div className="py-10">
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="mt-2 max-w-[48ch] text-md text-ink-2">{t("body")}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <LinkButton href={localePath(locale, "/admin")} variant="primary" size="sm">
          {t("home")}
        </LinkButton>
        <LinkButton href={localePath(locale, "/admin/roles")} size="sm">
          {t("roles")}
        </LinkButton>
      </div>
    </div>
  );
}
