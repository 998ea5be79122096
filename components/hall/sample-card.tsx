import { getLocale, getTranslations } from "next-intl/server";
import { TokenMeter } from "@/components/account/token-meter";
import { Badge } from "@/components/ui/badge";
import type { ModelOnSale } from "@/lib/catalogue/offers-on-sale";
import { describeTokenMeter } from "@/lib/grants/describe-token-meter";
import { formatCount } from "@/lib/i18n/format-number";
import { sampleCalls, sampleMeter } from "./sample-account";

/** What an account looks like: the token meter and two calls. Its badge says that it is a sample. */
export async function SampleCard({ now, models }: { now: Date; models: readonly ModelOnSale[] }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.sample");
  const meterWords = await getTranslations("meter");
  const meter = describeTokenMeter(sampleMeter(now), { locale, t: meterWords, scopeLabel: (scope) => scope.join(" ") });
  return (
    <aside
      aria-label={t("label")}
      className="relative rounded-xl border border-line bg-surface p-5 shadow-3 tablet:px-7 tablet:pt-7 tablet:pb-6"
    >
      <Badge tone="line" className="absolute end-5 top-5 tablet:end-7 tablet:top-7">
        {t("badge")}
      </Badge>
      <TokenMeter meter={meter} extent="strip" />
      <dl className="mt-1 grid gap-2 border-t border-line pt-4 text-sm">
        {sampleCalls(models).map((call) => (
          <div key={call.model.code} className="flex justify-between gap-3">
            <dt className="min-w-0 text-ink-2">
              {t(call.cachedInputTokens > 0 ? "callCached" : "call", {
                model: call.model.name[locale].replaceAll(" ", "\u00a0"),
                input: formatCount(call.inputTokens),
                cached: formatCount(call.cachedInputTokens),
                output: formatCount(call.outputTokens),
              })}
            </dt>
            <dd className="font-semibold whitespace-nowrap">{formatCount(-call.planTokens)}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
