import { ChartNoAxesColumn } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";

/** Before the first call. The page looks for it meanwhile and shows it by itself. */
export async function UsageEmpty({ locale }: { locale: Locale }) {
  const t = await getTranslations("usage.empty");
  return (
    <Card as="div" padding="none">
      <EmptyState
        icon={ChartNoAxesColumn}
        title={t("never")}
        detail={t("neverDetail")}
        action={
          <LinkButton variant="primary" href={localePath(locale, "/account/keys")}>
            {t("quickstart")}
          </LinkButton>
        }
      />
    </Card>
  );
}
