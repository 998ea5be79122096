import type { LocalText } from "@/lib/i18n/locale";
import type { OrderKind } from "@/lib/orders/order";

/** What is shown before an order is placed: JSON only. */
export type CheckoutView = {
  kind: OrderKind;
  code: string;
  name: LocalText;
  versionId: string;
  tariffNumber: string;
  quantity: number;
  unitPriceFen: number;
  unitTokens: number;
  amountFen: number;
  vatFen: number;
  quotaTokens: number;
  /** If it were paid now. Exclusive end. */
  validity: { startsAt: string; expiresAt: string };
  /** How many models the tokens can be spent on. */
  models: number;
  /** What ticking automatic renewal would agree to; null where there is nothing to renew. */
  renewalTerms: string | null;
  /** The plan that stands in the way of another one. */
  running: { name: LocalText; endsAt: string } | null;
  /** Makes pressing twice one order. */
  requestKey: string;
};
