import { getTranslations } from "next-intl/server";
import { PrintButton } from "@/components/account/print-button";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatCount } from "@/lib/i18n/format-number";
import { formatClock, formatFullDay } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import type { OrderView } from "@/lib/orders/order";

type OrderReceiptProps = { order: OrderView; locale: Locale; seller: string };

/** The receipt of a paid order: full digits, full dates, every number to quote. Prints alone on A4. */
export async function OrderReceipt({ order, locale, seller }: OrderReceiptProps) {
  const t = await getTranslations("orders.receipt");
  const payment = order.payments.find((one) => one.status === "succeeded");
  if (order.status !== "fulfilled" || !payment || order.paidAt === null || order.fulfilledAt === null) return null;
  const instant = (at: string) => `${formatFullDay(at, locale)} ${formatClock(at, "second")}`;
  const mono = (text: string) => <span className="font-mono text-sm">{text}</span>;
  const name = order.quantity > 1 ? `${order.name[locale]} × ${order.quantity}` : order.name[locale];
  return (
    <Card aria-labelledby="receipt" id="receipt-card" data-print="whole">
      <CardHead titleId="receipt" title={t("title")} aside={<PrintButton label={t("print")} />} />
      <DefinitionList
        items={[
          { key: "orderNumber", term: t("orderNumber"), value: mono(order.number) },
          { key: "paymentNumber", term: t("paymentNumber"), value: mono(payment.number) },
          { key: "transaction", term: t("transaction"), value: mono(payment.transactionId ?? "") },
          { key: "seller", term: t("seller"), value: seller },
          { key: "item", term: t("item"), value: name },
          { key: "credited", term: t("credited"), value: formatCount(order.quotaTokens) },
          { key: "amount", term: t("amount"), value: <b className="font-semibold">{formatYuan(order.amountFen)}</b> },
          { key: "vat", term: t("vat"), value: formatYuan(order.vatFen) },
          { key: "net", term: t("net"), value: formatYuan(order.amountFen - order.vatFen) },
          { key: "paidAt", term: t("paidAt"), value: instant(order.paidAt) },
          { key: "creditedAt", term: t("creditedAt"), value: instant(order.fulfilledAt) },
        ]}
      />
      <p className="mt-4 text-xs text-ink-3">{t("note")}</p>
    </Card>
  );
}
