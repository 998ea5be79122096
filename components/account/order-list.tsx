import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { OrderStatusBadge } from "@/components/account/order-status-badge";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatInstant } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import type { OrderView } from "@/lib/orders/order";

type OrderListProps = { orders: readonly OrderView[]; locale: Locale; now: string };

/** Orders as rows, newest first; the whole row leads to the order. */
export async function OrderList({ orders, locale, now }: OrderListProps) {
  const t = await getTranslations("orders");
  return (
    <Card as="div" padding="none">
      <ul>
        {orders.map((order) => (
          <li key={order.number} className="not-last:border-b not-last:border-line">
            <Link
              href={localePath(locale, `/account/orders/${order.number}`)}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-4 text-ink hover:bg-sunken hover:no-underline focus-visible:-outline-offset-2 tablet:px-6"
            >
              <span className="min-w-0 flex-1 basis-40">
                <b className="block font-semibold wrap-anywhere">
                  {order.name[locale]}
                  {order.quantity > 1 && ` × ${order.quantity}`}
                </b>
                <span className="block text-sm text-ink-3">{formatInstant(order.createdAt, locale, now)}</span>
                <span className="block font-mono text-xs text-ink-3">{order.number}</span>
              </span>
              <span className="flex flex-col items-end gap-1.5 tablet:flex-row tablet:items-center tablet:gap-6">
                <span className="order-2 flex gap-2 tablet:order-1">
                  {order.payments.some((payment) => payment.status === "unapplied") && (
                    <Badge tone="danger">{t("kept")}</Badge>
                  )}
                  <OrderStatusBadge status={order.status} />
                </span>
                <span className="order-1 text-end font-semibold tabular-nums tablet:order-2 tablet:min-w-24">
                  {formatYuan(order.amountFen)}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
