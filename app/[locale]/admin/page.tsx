import { CalendarClock, CircleCheck, Pencil } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AgendaCard } from "@/components/admin/dashboard/agenda-card";
import { DayFigures } from "@/components/admin/dashboard/day-figures";
import { DeadLetterLine } from "@/components/admin/dashboard/dead-letter-line";
import { NewChangeSetButton } from "@/components/admin/pricing/new-change-set-button";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { isPermitted } from "@/lib/auth/require-permission";
import { getDashboard } from "@/lib/dashboard/get-dashboard";
import { staffPage } from "@/lib/http/staff-page";
import { formatInstant } from "@/lib/i18n/format-time";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.dashboard");
  return { title: t("title") };
}

/** What waits for this person, what takes effect next, and the day so far. */
export default async function DashboardPage() {
  const ctx = await staffPage("/admin", "dashboard:read");
  const t = await getTranslations("admin.dashboard");
  const pricing = await getTranslations("pricing");
  const dashboard = await getDashboard(ctx, {});
  const now = ctx.now.toISOString();
  const mayDraft = isPermitted(ctx.actor, "pricing:draft");
  const mayDecide = isPermitted(ctx.actor, "pricing:approve");
  const agenda = dashboard.pricing;
  const words = {
    label: pricing("new"),
    busy: pricing("creating"),
    untitled: pricing("untitled"),
    failed: pricing("failed"),
  };

  return (
    <>
      <PageHead
        density="dense"
        title={t("title")}
        lead={t("lead", { at: formatInstant(now, ctx.locale, now) })}
        aside={
          mayDraft ? (
            <QueryProvider>
              <NewChangeSetButton locale={ctx.locale} words={words} />
            </QueryProvider>
          ) : undefined
        }
      />
      <DayFigures dashboard={dashboard} />
      {dashboard.deadLetters !== null && <DeadLetterLine count={dashboard.deadLetters} />}
      {agenda && (
        <div className="mt-4 grid items-start gap-4 desk:grid-cols-2">
          {mayDecide && (
            <AgendaCard
              id="waiting"
              title={t("waiting")}
              empty={t("waitingEmpty")}
              icon={CircleCheck}
              sets={agenda.waiting}
              now={now}
            />
          )}
          {mayDraft && (
            <AgendaCard
              id="drafts"
              title={t("drafts")}
              empty={t("draftsEmpty")}
              icon={Pencil}
              sets={agenda.drafts}
              now={now}
            />
          )}
          <AgendaCard
            id="upcoming"
            title={t("upcoming")}
            empty={t("upcomingEmpty")}
            icon={CalendarClock}
            sets={agenda.upcoming}
            now={now}
          />
        </div>
      )}
    </>
  );
}
