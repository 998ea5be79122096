import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatYuan } from "@/lib/i18n/format-money";
import type { CheckoutView } from "@/lib/orders/checkout";

type CheckoutTotalProps = { checkout: Pick<CheckoutView, "kind" | "amountFen" | "vatFen"> };

/** The sum, and the tax inside it. */
export async function CheckoutTotal({ checkout: { kind, amountFen, vatFen } }: CheckoutTotalProps) {
  const t = await getTranslations("checkout");
  return (
    <Card as="div">
      <DefinitionList
        items={[
          { key: "item", term: t(`item.${kind}`), value: formatYuan(amountFen) },
          { key: "discount", term: t("discount"), value: t("none") },
        ]}
      />
      <dl className="mt-3 flex items-baseline justify-between gap-4 border-t border-line pt-3">
        <dt className="text-md font-semibold">{t("payable")}</dt>
        <dd className="figure-text text-xl/7">{formatYuan(amountFen)}</dd>
      </dl>
      <p className="mt-2 text-xs text-ink-3">{t("taxIncluded", { vat: formatYuan(vatFen) })}</p>
    </Card>
  );
}
