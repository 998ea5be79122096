import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import type { OrderStatus } from "@/lib/orders/order";

const TONES = { awaiting_payment: "warn", fulfilled: "ok", expired: "plain", cancelled: "plain" } as const;

export async function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const t = await getTranslations("orders.status");
  return <Badge tone={TONES[status]}>{t(status)}</Badge>;
}
