import { getLocale, getTranslations } from "next-intl/server";
import { TextLink } from "@/components/ui/text-link";
import { localePath } from "@/lib/i18n/navigation";

const RULES = ["counting", "failed", "expiry", "overuse", "change", "complaint"] as const;

type TariffRulesProps = {
  serviceLine: string;
  /** What a call is charged that its client left. */
  clientLeftRule: "delivered" | "nothing";
};

/** What holds for every tariff. */
export async function TariffRules({ serviceLine, clientLeftRule }: TariffRulesProps) {
  const locale = await getLocale();
  const t = await getTranslations("hall.tariffs");
  return (
    <div className="rounded-lg border border-line p-4 tablet:p-6" data-print="whole">
      <dl className="grid gap-4 text-md">
        {RULES.map((rule) => (
          <div key={rule} className="grid gap-x-6 gap-y-1 tablet:grid-cols-[8rem_minmax(0,1fr)]">
            <dt className="font-semibold">{t(`rules.${rule}.term`)}</dt>
            <dd className="text-ink-2">{t(`rules.${rule}.text`, { line: serviceLine, clientLeftRule })}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4">
        <TextLink href={localePath(locale, "/models")} look="onward">
          {t("weightsLink")}
        </TextLink>
      </p>
    </div>
  );
}
