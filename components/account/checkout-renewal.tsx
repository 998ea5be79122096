import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Note } from "@/components/ui/note";
import { formatDay, lastUsableDay } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";

type CheckoutRenewalProps = { terms: string; expiresAt: string; locale: Locale; now: string };

/** Automatic renewal, never ticked beforehand; the consequence of the present choice stands below, also without JavaScript. */
export async function CheckoutRenewal({ terms, expiresAt, locale, now }: CheckoutRenewalProps) {
  const t = await getTranslations("checkout.renewal");
  const lastDay = formatDay(lastUsableDay(expiresAt), locale, now);
  return (
    <Card as="div" className="group/renewal">
      <Checkbox
        name="autoRenew"
        label={<b className="font-semibold">{t("label")}</b>}
        detail={terms}
        className="-my-2.5"
      />
      <Note className="mt-4 text-sm group-has-checked/renewal:hidden">{t("off", { lastDay })}</Note>
      <Note className="mt-4 hidden text-sm group-has-checked/renewal:flex">{t("on", { lastDay })}</Note>
    </Card>
  );
}
