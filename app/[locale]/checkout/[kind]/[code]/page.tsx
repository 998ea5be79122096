import { PackageX } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { CheckoutForm } from "@/components/account/checkout-form";
import { CheckoutItem } from "@/components/account/checkout-item";
import { CheckoutQuantity } from "@/components/account/checkout-quantity";
import { FormErrorNote } from "@/components/ui/form-error-note";
import { SubmitButton } from "@/components/ui/submit-button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FlowFrame } from "@/components/ui/flow-frame";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { getViewer } from "@/lib/auth/get-viewer";
import { customerPage } from "@/lib/http/customer-page";
import { formError } from "@/lib/http/form-error";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatDay, lastUsableDay } from "@/lib/i18n/format-time";
import { localePath } from "@/lib/i18n/navigation";
import { getCheckout, GetCheckoutInput } from "@/lib/orders/get-checkout";
import { isPaymentAvailable } from "@/lib/payments/payment-provider";

type CheckoutPageProps = {
  params: Promise<{ kind: string; code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkout");
  return { title: t("title"), robots: { index: false } };
}

const FORM = "checkout";

export default async function CheckoutPage({ params, searchParams }: CheckoutPageProps) {
  const [{ kind, code }, query] = [await params, await searchParams];
  const parsed = GetCheckoutInput.safeParse({ kind, code, quantity: query["quantity"] });
  if (!parsed.success) notFound();
  const input = parsed.data;
  const path = `/checkout/${input.kind}/${encodeURIComponent(input.code)}`;
  const ctx = await customerPage(input.quantity > 1 ? `${path}?quantity=${input.quantity}` : path);
  const [checkout, viewer, locale, t] = await Promise.all([
    getCheckout(ctx, input),
    getViewer(),
    getLocale(),
    getTranslations("checkout"),
  ]);
  const now = ctx.now.toISOString();
  const back = { href: localePath(locale, "/plans"), label: (await getTranslations("common"))("back") };
  const payable = checkout !== null && checkout.running === null && isPaymentAvailable();

  return (
    <FlowFrame
      title={t("title")}
      back={back}
      action={
        payable ? (
          <SubmitButton
            form={FORM}
            variant="primary"
            size="lg"
            block
            busyLabel={t("pay", { price: formatYuan(checkout.amountFen) })}
          >
            {t("pay", { price: formatYuan(checkout.amountFen) })}
          </SubmitButton>
        ) : undefined
      }
    >
      <FormErrorNote error={formError(query, locale)} title={t("failed")} />
      {checkout === null && (
        <Card as="div">
          <EmptyState
            icon={PackageX}
            title={t("notOnSale.title")}
            detail={t("notOnSale.detail")}
            action={
              <LinkButton href={back.href} variant="primary">
                {t("notOnSale.action")}
              </LinkButton>
            }
          />
        </Card>
      )}
      {checkout?.running && (
        <Note tone="warn" title={t("running.title", { name: checkout.running.name[locale] })}>
          <p>{t("running.detail", { lastDay: formatDay(lastUsableDay(checkout.running.endsAt), locale, now) })}</p>
          <LinkButton href={localePath(locale, "/plans#packs")} className="mt-3">
            {t("running.action")}
          </LinkButton>
        </Note>
      )}
      {checkout && !isPaymentAvailable() && (
        <Note tone="warn" title={t("unavailable.title")}>
          <p>{t("unavailable.detail")}</p>
        </Note>
      )}
      {checkout && (
        <CheckoutItem
          checkout={checkout}
          locale={locale}
          now={now}
          maskedPhone={viewer?.kind === "customer" ? viewer.maskedPhone : ""}
        />
      )}
      {checkout?.kind === "payg" && payable && (
        <CheckoutQuantity path={localePath(locale, path)} quantity={checkout.quantity} />
      )}
      {payable && <CheckoutForm id={FORM} checkout={checkout} locale={locale} now={now} />}
    </FlowFrame>
  );
}
