import { getTranslations } from "next-intl/server";
import { Timeline } from "@/components/ui/timeline";
import { formatYuan } from "@/lib/i18n/format-money";
import { formatClock, formatInstant } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { OrderView } from "@/lib/orders/order";
import { type OrderStep, orderTimeline } from "@/lib/orders/order-timeline";

type OrderProgressProps = { order: OrderView; locale: Locale; now: string };

/** Ordered, paid, credited, receipt: each with its time. */
export async function OrderProgress({ order, locale, now }: OrderProgressProps) {
  const t = await getTranslations("orders");
  function detail({ kind, state }: OrderStep) {
    if (kind === "paid") {
      return state === "done"
        ? t("stepDetail.paidDone", { price: formatYuan(order.amountFen) })
        : t("stepDetail.paidNow", { until: formatClock(order.payableUntil) });
    }
    if (kind === "credited" && state === "done")
      return t("stepDetail.credited", { tokens: formatTokens(order.quotaTokens, locale, { style: "content" }) });
    return kind === "receipt" && state === "done" ? t("stepDetail.receipt") : undefined;
  }
  return (
    <Timeline
      stateLabels={{ done: t("state.done"), now: t("state.now"), next: t("state.next"), failed: t("state.failed") }}
      steps={orderTimeline(order).map((step) => ({
        key: step.kind,
        state: step.state,
        title: t(`step.${step.kind}`),
        detail: detail(step),
        aside:
          step.at === null ? undefined : (
            <time dateTime={step.at}>{formatInstant(step.at, locale, now, "second")}</time>
          ),
      }))}
    />
  );
}
