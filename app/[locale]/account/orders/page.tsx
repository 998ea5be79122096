import { FileText } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { OrderList } from "@/components/account/order-list";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { TextLink } from "@/components/ui/text-link";
import { customerPage } from "@/lib/http/customer-page";
import { localePath } from "@/lib/i18n/navigation";
import { findOrders } from "@/lib/orders/find-orders";

type OrdersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders");
  return { title: t("title") };
}

export default async function OrdersPage({ searchParams }: OrdersPageProps) {
  const ctx = await customerPage("/account/orders");
  const { before } = await searchParams;
  const [{ orders, next }, locale, t] = await Promise.all([
    findOrders(ctx, typeof before === "string" ? { before } : {}),
    getLocale(),
    getTranslations("orders"),
  ]);
  const path = localePath(locale, "/account/orders");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      {orders.length === 0 ? (
        <Card as="div" padding="none">
          <EmptyState
            icon={FileText}
            title={t("list.empty")}
            detail={t("list.emptyDetail")}
            action={
              <LinkButton href={localePath(locale, "/plans")} variant="primary">
                {t("list.emptyAction")}
              </LinkButton>
            }
          />
        </Card>
      ) : (
        <OrderList orders={orders} locale={locale} now={ctx.now.toISOString()} />
      )}
      <div className="mt-4 flex flex-wrap gap-6">
        {before !== undefined && <TextLink href={path}>{t("list.newest")}</TextLink>}
        {next !== null && (
          <TextLink look="onward" href={`${path}?before=${next}`}>
            {t("list.older")}
          </TextLink>
        )}
      </div>
    </>
  );
}
