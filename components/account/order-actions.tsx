import { getTranslations } from "next-intl/server";
import { SubmitButton } from "@/components/ui/submit-button";
import { LinkButton } from "@/components/ui/link-button";
import { formatYuan } from "@/lib/i18n/format-money";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import type { OrderView } from "@/lib/orders/order";

type OrderActionsProps = {
  order: OrderView;
  locale: Locale;
  backFromPaying: boolean;
  /** Then the tokens are in use already, and nobody needs to be sent for a key. */
  hasKey: boolean;
};

/** What the customer can do with the order now; nothing that leads nowhere. */
export async function OrderActions({ order, locale, backFromPaying, hasKey }: OrderActionsProps) {
  const t = await getTranslations("orders");
  if (order.status === "fulfilled") {
    return (
      <div className="flex flex-wrap gap-3" data-print="hide">
        {!hasKey && (
          <LinkButton href={localePath(locale, "/account/keys")} variant="primary">
            {t("fulfilled.keys")}
          </LinkButton>
        )}
        <LinkButton href={localePath(locale, "/account/wallet")}>{t("fulfilled.wallet")}</LinkButton>
      </div>
    );
  }
  if (order.status !== "awaiting_payment") {
    const quantity = order.kind === "payg" ? `?quantity=${order.quantity}` : "";
    return (
      <div data-print="hide">
        <LinkButton href={localePath(locale, `/checkout/${order.kind}/${order.code}${quantity}`)} variant="primary">
          {t("again")}
        </LinkButton>
      </div>
    );
  }
  const address = `/api/orders/${order.number}`;
  return (
    <div className="flex flex-wrap gap-3" data-print="hide">
      <form method="post" action={`${address}/payments`}>
        <SubmitButton variant={backFromPaying ? "secondary" : "primary"} busyLabel={t("waiting.paying")}>
          {backFromPaying ? t("paidWaiting.payAgain") : t("waiting.pay", { price: formatYuan(order.amountFen) })}
        </SubmitButton>
      </form>
      {!backFromPaying && (
        <form method="post" action={`${address}/cancel`}>
          <SubmitButton variant="ghost" busyLabel={t("waiting.cancelling")}>
            {t("waiting.cancel")}
          </SubmitButton>
        </form>
      )}
    </div>
  );
}
