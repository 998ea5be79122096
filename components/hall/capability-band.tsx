import { getLocale, getTranslations } from "next-intl/server";
import { Figure } from "@/components/ui/figure";
import type { TaskView } from "@/lib/catalogue/catalogue";
import type { ModelOnSale } from "@/lib/catalogue/offers-on-sale";
import { formatTokens } from "@/lib/i18n/format-tokens";
import { capabilityRows } from "./capability-rows";

/** The amount that the hall explains itself with. */
export const EXAMPLE_TOKENS = 10_000_000;

/** What ten million tokens do: any one of these. */
export async function CapabilityBand({ model, tasks }: { model: ModelOnSale; tasks: readonly TaskView[] }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.band");
  return (
    <section aria-labelledby="band-title" className="border-y border-line bg-canvas">
      <div className="mx-auto grid max-w-page grid-cols-2 items-center gap-x-4 gap-y-5 px-4 py-7 tablet:grid-cols-3 tablet:gap-6 tablet:px-6 tablet:py-8 desk:grid-cols-[220px_minmax(0,1fr)]">
        <div className="col-span-full desk:col-span-1">
          <h2 id="band-title" className="text-base font-semibold">
            {t("title", { tokens: formatTokens(EXAMPLE_TOKENS, locale, { style: "name" }) })}
          </h2>
          <p className="text-xs text-ink-3">{t("basis", { model: model.name[locale] })}</p>
        </div>
        <dl className="col-span-full grid grid-cols-2 gap-x-4 gap-y-5 tablet:grid-cols-5 tablet:gap-4 desk:col-span-1">
          {capabilityRows(EXAMPLE_TOKENS, model, tasks, locale).map((row) => (
            <div key={row.code} className="flex flex-col justify-end">
              <dt className="text-md text-ink-2 first-letter:uppercase">{row.name}</dt>
              <dd>
                <Figure value={row.count} unit={row.unit} className="text-2xl tablet:text-[1.75rem]/9" />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
