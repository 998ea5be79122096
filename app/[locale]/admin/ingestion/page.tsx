import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import { DeadLetterDesk } from "@/components/admin/ingestion/dead-letter-desk";
import { DeadLetterFilters } from "@/components/admin/ingestion/dead-letter-filters";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { isPermitted } from "@/lib/auth/require-permission";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { staffPage } from "@/lib/http/staff-page";
import { messages } from "@/lib/i18n/messages";
import { localePath } from "@/lib/i18n/navigation";
import { findDeadLetters, FindDeadLettersInput } from "@/lib/ingestion/find-dead-letters";
import { LETTER_STATES } from "@/lib/ingestion/ingested-event";

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ingestion.letters");
  return { title: t("title") };
}

/** What other systems reported and nobody could be charged for. */
export default async function IngestionPage({ searchParams }: PageProps) {
  const ctx = await staffPage("/admin/ingestion", "dead-letter:read");
  const t = await getTranslations("ingestion.letters");
  // A malformed address shows what waits, newest first.
  const asked = FindDeadLettersInput.safeParse(await searchParams);
  const input = asked.success ? asked.data : FindDeadLettersInput.parse({});
  const [page, catalogue] = await Promise.all([findDeadLetters(ctx, input), getCatalogue(ctx.now)]);
  const { state } = input;
  const chosen = { state, reason: input.reason ?? "", source: input.source ?? "", id: input.id ?? "" };
  const isFiltered = chosen.reason !== "" || chosen.source !== "" || chosen.id !== "";
  const to = (change: Record<string, string>) => {
    const kept = Object.entries({ ...chosen, ...change }).filter(([, value]) => value !== "");
    return localePath(ctx.locale, `/admin/ingestion?${new URLSearchParams(kept).toString()}`);
  };
  const nothing = state === "dead" ? t("empty") : t("emptyDiscarded");

  return (
    <>
      <PageHead
        density="dense"
        title={t("title")}
        lead={t("lead")}
        aside={
          <SegmentedLinks
            label={t("states.label")}
            options={LETTER_STATES.map((key) => ({
              key,
              label: t(`states.${key}`),
              href: localePath(ctx.locale, `/admin/ingestion?state=${key}`),
              current: key === state,
            }))}
          />
        }
      />
      <Card padding="none" density="dense" aria-label={t("title")}>
        <DeadLetterFilters counts={page.counts} sources={page.sources} chosen={chosen} />
        {page.letters.length === 0 && (
          <EmptyState
            icon={Inbox}
            title={isFiltered ? t("emptyFiltered") : nothing}
            detail={isFiltered || state !== "dead" ? undefined : t("emptyDetail")}
          />
        )}
        {/* It stays when the last letter goes, because it says what became of it. */}
        <NextIntlClientProvider
          locale={ctx.locale}
          messages={{ ingestion: messages[ctx.locale].ingestion }}
          timeZone="Asia/Shanghai"
        >
          <QueryProvider>
            <DeadLetterDesk
              letters={page.letters}
              state={state}
              rights={{
                repair: isPermitted(ctx.actor, "dead-letter:repair"),
                replay: isPermitted(ctx.actor, "dead-letter:replay"),
                discard: isPermitted(ctx.actor, "dead-letter:discard"),
              }}
              models={catalogue.models.filter(({ current }) => current !== null).map(({ code }) => code)}
              now={ctx.now.toISOString()}
            />
          </QueryProvider>
        </NextIntlClientProvider>
      </Card>
      <div className="mt-3 flex justify-end gap-2">
        {input.after !== undefined && (
          <LinkButton size="xs" variant="ghost" href={to({})}>
            {t("first")}
          </LinkButton>
        )}
        {page.next !== null && (
          <LinkButton size="xs" href={to({ after: page.next })}>
            {t("next")}
          </LinkButton>
        )}
      </div>
    </>
  );
}
