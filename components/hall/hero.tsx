import { getLocale, getTranslations } from "next-intl/server";
import { buttonStyle } from "@/components/ui/button-style";
import { classNames } from "@/components/ui/class-names";
import { LinkButton } from "@/components/ui/link-button";
import type { ModelOnSale } from "@/lib/catalogue/offers-on-sale";
import { localePath } from "@/lib/i18n/navigation";
import { SampleCard } from "./sample-card";

/** What the hall sells, in one sentence, beside what an account looks like. */
export async function Hero({ now, models }: { now: Date; models: readonly ModelOnSale[] }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.hero");
  return (
    <section aria-labelledby="hero-title" className="py-10 tablet:pt-22 tablet:pb-18">
      <div className="mx-auto grid max-w-page items-center gap-10 px-4 tablet:px-6 desk:grid-cols-[minmax(0,1fr)_520px] desk:gap-18">
        <div>
          <h1 id="hero-title" className="text-[2.125rem]/11.5 font-bold tracking-[-0.01em] tablet:text-5xl/17">
            <span className="block">{t("titleFirst")}</span>
            <span className="block">{t("titleSecond", { count: models.length })}</span>
          </h1>
          <p className="mt-3.5 mb-6 max-w-[30em] text-base/7 text-ink-2 tablet:mt-5 tablet:mb-8 tablet:text-lg/7.5">
            {t("lead")}
          </p>
          <div className="flex gap-3">
            <LinkButton
              href={localePath(locale, "/plans")}
              variant="primary"
              size="lg"
              className="max-tablet:flex-1 max-tablet:px-3"
            >
              {t("plans")}
            </LinkButton>
            <a
              href="#estimate"
              className={classNames(buttonStyle({ size: "lg" }), "max-tablet:flex-1 max-tablet:px-3")}
            >
              {t("estimate")}
            </a>
          </div>
        </div>
        <SampleCard now={now} models={models} />
      </div>
    </section>
  );
}
