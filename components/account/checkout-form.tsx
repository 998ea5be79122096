import { Wallet } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { CheckoutRenewal } from "@/components/account/checkout-renewal";
import { CheckoutTotal } from "@/components/account/checkout-total";
import { TariffLink } from "@/components/account/tariff-link";
import { Card } from "@/components/ui/card";
import { ChoiceCard } from "@/components/ui/choice-card";
import type { Locale } from "@/lib/i18n/locale";
import type { CheckoutView } from "@/lib/orders/checkout";

type CheckoutFormProps = { id: string; checkout: CheckoutView; locale: Locale; now: string };

/** Renewal, way to pay, sum and consent; posts natively to the orders' own address. Carries no amount. */
export async function CheckoutForm({ id, checkout, locale, now }: CheckoutFormProps) {
  const t = await getTranslations("checkout");
  const { kind, code, quantity, versionId, requestKey, renewalTerms, validity } = checkout;
  const sent = { kind, code, quantity, expectedVersionId: versionId, requestKey };
  return (
    <form id={id} method="post" action="/api/orders" className="grid gap-4">
      {Object.entries(sent).map(([name, value]) => (
        // Reloading must bring the new key and version, not what the browser remembers.
        <input key={name} type="hidden" name={name} value={value} autoComplete="off" />
      ))}
      {renewalTerms !== null && (
        <CheckoutRenewal terms={renewalTerms} expiresAt={validity.expiresAt} locale={locale} now={now} />
      )}
      <Card as="div">
        <fieldset>
          <legend className="mb-1 text-base/6 font-semibold">{t("payment.title")}</legend>
          {/* One way to pay so far: shown as chosen, not sent. */}
          <ChoiceCard
            defaultChecked
            label={t("payment.sandbox")}
            detail={t("payment.sandboxDetail")}
            mark={<Wallet aria-hidden="true" size={18} />}
            className="-mb-3"
          />
        </fieldset>
      </Card>
      <CheckoutTotal checkout={checkout} />
      <p className="px-1 text-sm text-ink-3">
        {t.rich("agree", {
          tariff: (text) => (
            <TariffLink tariffNumber={checkout.tariffNumber} locale={locale}>
              {text}
            </TariffLink>
          ),
        })}
      </p>
    </form>
  );
}
