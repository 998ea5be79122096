import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { TextLink } from "@/components/ui/text-link";
import type { TaskView } from "@/lib/catalogue/catalogue";
import type { ModelOnSale } from "@/lib/catalogue/offers-on-sale";
import { type BucketView, scopeCovers } from "@/lib/grants/bucket";
import { countTasks } from "@/lib/grants/capability";
import { formatCount } from "@/lib/i18n/format-number";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";

type OverviewCapabilityCardProps = {
  buckets: readonly BucketView[];
  model: ModelOnSale;
  tasks: readonly TaskView[];
  locale: Locale;
};

/** What the tokens that are left do with the reference model: any one of these. Buckets kept their own weights or better ones, so it is never less. */
export async function OverviewCapabilityCard({ buckets, model, tasks, locale }: OverviewCapabilityCardProps) {
  const t = await getTranslations("account.capability");
  const usable = buckets.filter((bucket) => scopeCovers(bucket.modelScope, model.code));
  const tokens = usable.reduce((sum, bucket) => sum + bucket.leftTokens, 0);
  if (tokens === 0) return null;
  const rows = tasks.map((task) => {
    const count = formatCount(countTasks(tokens, task, model.current));
    return {
      key: task.code,
      term: <span className="inline-block first-letter:uppercase">{task.name[locale]}</span>,
      value: <b className="font-semibold">{t("about", { count, unit: task.unit[locale] })}</b>,
    };
  });
  return (
    <Card aria-labelledby="capability-title">
      <h2 id="capability-title" className="text-base/6 font-semibold">
        {t("title", { tokens: formatTokens(tokens, locale, { style: "figure" }) })}
      </h2>
      <p className="mb-4 text-sm text-ink-3">
        {t("basis", { model: model.name[locale].replaceAll(" ", "\u00a0") })}
        {usable.length < buckets.length && (
          <>
            <br />
            {t("some")}
          </>
        )}
      </p>
      {/* Where both do not fit, the count goes under its task in one piece. */}
      <DefinitionList items={rows} className="*:flex-wrap *:gap-y-0 [&_dd]:ms-auto" />
      <TextLink look="onward" className="mt-4" href={localePath(locale, "/models")}>
        {t("weights")}
      </TextLink>
    </Card>
  );
}
