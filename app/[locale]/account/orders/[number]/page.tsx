import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { FormErrorNote } from "@/components/ui/form-error-note";
import { OrderActions } from "@/components/account/order-actions";
import { OrderFacts } from "@/components/account/order-facts";
import { OrderProgress } from "@/components/account/order-progress";
import { OrderReceipt } from "@/components/account/order-receipt";
import { OrderStanding } from "@/components/account/order-standing";
import { OrderStatusBadge } from "@/components/account/order-status-badge";
import { OrderWatch } from "@/components/account/order-watch";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { TextLink } from "@/components/ui/text-link";
import { brand } from "@/lib/env/brand";
import { AppError } from "@/lib/errors/app-error";
import { customerPage } from "@/lib/http/customer-page";
import { formError } from "@/lib/http/form-error";
import type { RequestContext } from "@/lib/http/request-context";
import { localePath } from "@/lib/i18n/navigation";
import { findKeys } from "@/lib/keys/find-keys";
import { getOrder } from "@/lib/orders/get-order";
import type { OrderView } from "@/lib/orders/order";

type OrderPageProps = {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: OrderPageProps): Promise<Metadata> {
  const t = await getTranslations("orders");
  return { title: t("one", { number: (await params).number }) };
}

export default async function OrderPage({ params, searchParams }: OrderPageProps) {
  const [{ number }, query] = [await params, await searchParams];
  const ctx = await customerPage(`/account/orders/${number}`);
  const [order, keys, locale, t] = await Promise.all([
    orderOrNotFound(ctx, number),
    findKeys(ctx),
    getLocale(),
    getTranslations("orders"),
  ]);
  const now = ctx.now.toISOString();
  const hasKey = keys.some((key) => key.revokedAt === null);
  const waiting = order.status === "awaiting_payment";
  // Declined since: then the cashier's word is out of date.
  const backFromPaying = waiting && query["paid"] === "1" && order.payments.at(-1)?.status === "pending";

  return (
    <>
      <p className="mb-2" data-print="hide">
        <TextLink href={localePath(locale, "/account/orders")}>{t("back")}</TextLink>
      </p>
      <PageHead
        title={order.name[locale]}
        lead={
          <span className="flex flex-wrap items-center gap-x-2">
            {t("number")} <span className="font-mono text-ink">{order.number}</span>
            <span data-print="hide">
              <CopyButton text={order.number} label={t("copyNumber")} copiedLabel={t("numberCopied")} size="iconSm" />
            </span>
          </span>
        }
        aside={<OrderStatusBadge status={order.status} />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 desk:grid-cols-[minmax(0,1fr)_400px] desk:gap-6">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <FormErrorNote error={formError(query, locale)} title={t("failed")} />
          <OrderStanding order={order} locale={locale} now={now} backFromPaying={backFromPaying} />
          <Card aria-labelledby="progress" data-print="hide">
            <CardHead titleId="progress" title={t("progress")} />
            <OrderProgress order={order} locale={locale} now={now} />
            <div className="mt-5">
              <OrderActions order={order} locale={locale} backFromPaying={backFromPaying} hasKey={hasKey} />
            </div>
          </Card>
          <OrderReceipt order={order} locale={locale} seller={brand().name[locale]} />
        </div>
        <Card aria-labelledby="details" data-print="whole">
          <CardHead titleId="details" title={t("details")} />
          <OrderFacts order={order} locale={locale} now={now} />
        </Card>
      </div>
      {waiting && (
        <QueryProvider>
          <OrderWatch number={order.number} status={order.status} events={order.events.length} />
        </QueryProvider>
      )}
    </>
  );
}

async function orderOrNotFound(ctx: RequestContext, number: string): Promise<OrderView> {
  try {
    return await getOrder(ctx, { number });
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
