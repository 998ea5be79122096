import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { Note } from "@/components/ui/note";
import { brand } from "@/lib/env/brand";
import { AppError } from "@/lib/errors/app-error";
import { pageContext } from "@/lib/http/page-context";
import { formatYuan } from "@/lib/i18n/format-money";
import { type Locale, LOCALES } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import { getSandboxPayment } from "@/lib/payments/get-sandbox-payment";
import { LATE_SECONDS, type SandboxPaymentView } from "@/lib/payments/sandbox-cashier";

type CashierPageProps = {
  params: Promise<{ paymentNumber: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const TESTS = ["pay_twice", "notify_twice", "notify_late", "wrong_amount"] as const;

function languageOf(query: Record<string, string | string[] | undefined>): Locale {
  return LOCALES.find((locale) => locale === query["lang"]) ?? "zh-CN";
}

export async function generateMetadata({ searchParams }: CashierPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: languageOf(await searchParams), namespace: "cashier" });
  return { title: t("title"), robots: { index: false } };
}

export default async function CashierPage({ params, searchParams }: CashierPageProps) {
  const locale = languageOf(await searchParams);
  const t = await getTranslations({ locale, namespace: "cashier" });
  const payment = await paymentOrNotFound((await params).paymentNumber);
  const order = localePath(locale, `/account/orders/${payment.orderNumber}`);

  return (
    <main lang={locale} className="mx-auto grid max-w-120 gap-4 px-4 py-8">
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <Note tone="warn" title={t("banner")} />
      {payment.closed && <Note>{t("closed")}</Note>}
      <form method="post" action={`/sandbox/cashier/${payment.number}/press`}>
        <Card as="div">
          <input type="hidden" name="lang" value={locale} />
          <p className="text-sm text-ink-2">{t("amount")}</p>
          <p className="figure-text mb-4 text-3xl/10">{formatYuan(payment.amountFen)}</p>
          <DefinitionList
            items={[
              { key: "merchant", term: t("merchant"), value: brand().name[locale] },
              { key: "item", term: t("item"), value: payment.name[locale] },
              {
                key: "order",
                term: t("order"),
                value: <span className="font-mono text-sm">{payment.orderNumber}</span>,
              },
            ]}
          />
          <div className="mt-6 grid gap-3">
            <Button type="submit" name="action" value="pay" variant="primary" size="lg" block>
              {t("pay", { price: formatYuan(payment.amountFen) })}
            </Button>
            <Button type="submit" name="action" value="decline" block>
              {t("decline")}
            </Button>
          </div>
          <fieldset className="mt-6 border-t border-line pt-4">
            <legend className="sr-only">{t("tests")}</legend>
            <p className="text-md font-semibold" aria-hidden="true">
              {t("tests")}
            </p>
            <p className="text-sm text-ink-2">{t("testsDetail")}</p>
            <ul className="mt-3 grid gap-2">
              {TESTS.map((action) => (
                <li key={action} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                  <span id={action} className="min-w-0 flex-1 basis-40 text-sm text-ink-2">
                    {t(`actions.${action}_detail`)}
                  </span>
                  <Button type="submit" name="action" value={action} variant="soft" size="sm" aria-describedby={action}>
                    {t(`actions.${action}`, { seconds: LATE_SECONDS })}
                  </Button>
                </li>
              ))}
            </ul>
          </fieldset>
        </Card>
      </form>
      <p className="text-center">
        <Link href={order} className="hit-area text-md text-accent-ink hover:underline">
          {t("back")}
        </Link>
      </p>
    </main>
  );
}

async function paymentOrNotFound(paymentNumber: string): Promise<SandboxPaymentView> {
  try {
    return await getSandboxPayment(await pageContext(), { paymentNumber });
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
