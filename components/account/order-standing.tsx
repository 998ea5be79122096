import { getTranslations } from "next-intl/server";
import { Note } from "@/components/ui/note";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatClock, formatDay, lastUsableDay } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { OrderView } from "@/lib/orders/order";

type OrderStandingProps = {
  order: OrderView;
  locale: Locale;
  now: string;
  /** The cashier sent the customer back saying that money was taken. */
  backFromPaying: boolean;
};

/** How the order stands, in a sentence: what happened, what it did not touch, what to do. Read out when it changes. */
export async function OrderStanding(props: OrderStandingProps) {
  return (
    <div aria-live="polite" className="grid grid-cols-[minmax(0,1fr)] gap-3 wrap-anywhere" data-print="hide">
      <Standing {...props} />
      <MoneyToReturn order={props.order} />
    </div>
  );
}

async function Standing({ order, locale, now, backFromPaying }: OrderStandingProps) {
  const t = await getTranslations("orders");
  const until = formatClock(order.payableUntil);
  switch (order.status) {
    case "fulfilled":
      return (
        <Note
          tone="ok"
          title={t("fulfilled.title", { tokens: formatTokens(order.quotaTokens, locale, { style: "content" }) })}
        >
          {order.validity &&
            t("fulfilled.detail", { lastDay: formatDay(lastUsableDay(order.validity.expiresAt), locale, now) })}
        </Note>
      );
    case "expired":
      return <Note title={t("expired.title")}>{!hasMoneyToReturn(order) && t("expired.detail")}</Note>;
    case "cancelled":
      return <Note title={t("cancelled.title")}>{!hasMoneyToReturn(order) && t("cancelled.detail")}</Note>;
    case "awaiting_payment":
      if (order.payments.at(-1)?.status === "declined") {
        return (
          <Note tone="danger" title={t("declined.title")}>
            {t("declined.detail", { until })}
          </Note>
        );
      }
      if (backFromPaying && !hasMoneyToReturn(order)) {
        return (
          <Note tone="warn" title={t("paidWaiting.title")}>
            {t("paidWaiting.detail")}
          </Note>
        );
      }
      return (
        <Note tone="warn" title={t("waiting.title")}>
          {t("waiting.detail", { until })}
          <p className="mt-1 text-sm">{t("waiting.justPaid")}</p>
        </Note>
      );
  }
}

function hasMoneyToReturn(order: OrderView): boolean {
  return order.payments.some((payment) => payment.status === "unapplied");
}

async function MoneyToReturn({ order }: { order: OrderView }) {
  const t = await getTranslations("orders.unapplied");
  const kept = order.payments.filter((payment) => payment.status === "unapplied");
  return kept.map((payment) => (
    <Note
      key={payment.number}
      tone="danger"
      title={t(order.status, { amount: formatYuan(payment.receivedFen ?? 0), due: formatYuan(order.amountFen) })}
    >
      {t("detail", { number: payment.number })}
    </Note>
  ));
}
