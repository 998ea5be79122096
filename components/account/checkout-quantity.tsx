import { Minus, Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MAX_QUANTITY } from "@/lib/orders/order";

type CheckoutQuantityProps = { path: string; quantity: number };

/** How many units of pay as you go. Links and a form of its own: the address holds the quantity, the server reckons the total. */
export async function CheckoutQuantity({ path, quantity }: CheckoutQuantityProps) {
  const t = await getTranslations("checkout.quantity");
  const step = (to: number, label: string, Glyph: typeof Minus) =>
    to < 1 || to > MAX_QUANTITY ? (
      <Button size="icon" aria-label={label} disabled>
        <Glyph aria-hidden="true" size={18} />
      </Button>
    ) : (
      <Link
        href={`${path}?quantity=${to}`}
        replace
        scroll={false}
        aria-label={label}
        className={buttonStyle({ size: "icon" })}
      >
        <Glyph aria-hidden="true" size={18} />
      </Link>
    );
  return (
    <form method="get" action={path} aria-label={t("title")}>
      <Card as="div">
        <Field id="quantity" label={t("title")} hint={t("hint", { max: MAX_QUANTITY })}>
          {(control) => (
            <div className="flex flex-wrap items-center gap-2">
              {step(quantity - 1, t("fewer"), Minus)}
              <span className="w-24">
                <Input
                  {...control}
                  // A changed address brings a changed default.
                  key={quantity}
                  name="quantity"
                  type="number"
                  inputMode="numeric"
                  min={1}
                  max={MAX_QUANTITY}
                  step={1}
                  required
                  defaultValue={quantity}
                  numeric
                  className="w-24"
                />
              </span>
              {step(quantity + 1, t("more"), Plus)}
              <Button type="submit" variant="soft">
                {t("apply")}
              </Button>
            </div>
          )}
        </Field>
      </Card>
    </form>
  );
}
