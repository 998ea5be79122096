import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import { type QuickstartFacts, quickstartSamples } from "./quickstart-samples";
import { QuickstartTabs, type QuickstartWords } from "./quickstart-tabs";

type QuickstartCardProps = { facts: QuickstartFacts; words: QuickstartWords; locale: Locale };

/** The address to call, and samples that run once a key stands in the environment. */
export async function QuickstartCard({ facts, words, locale }: QuickstartCardProps) {
  const t = await getTranslations("keys.quickstart");
  return (
    <Card aria-labelledby="quickstart" className="scroll-mt-20">
      <CardHead
        titleId="quickstart"
        title={t("title")}
        className="mb-1"
        aside={
          <TextLink look="onward" href={localePath(locale, "/models")}>
            {t("models")}
          </TextLink>
        }
      />
      <p className="text-md text-ink-2">{t("detail")}</p>
      <dl className="mt-3 mb-1 text-md">
        <div className="flex min-h-12 items-center gap-x-3">
          <dt className="flex-none text-ink-2">{t("address")}</dt>
          <dd className="min-w-0 flex-1 font-mono text-sm wrap-anywhere">{facts.baseUrl}</dd>
          <dd>
            <CopyButton text={facts.baseUrl} label={t("copyAddress")} copiedLabel={words.copied} className="-me-3" />
          </dd>
        </div>
        <div className="flex min-h-12 items-center gap-x-3 border-t border-line">
          <dt className="flex-none text-ink-2">{t("model")}</dt>
          <dd className="min-w-0 flex-1 font-mono text-sm">{facts.model}</dd>
        </div>
      </dl>
      <QuickstartTabs samples={quickstartSamples(facts)} words={words} />
    </Card>
  );
}
