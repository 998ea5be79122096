import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { RecoveryCodesPanel } from "@/components/admin/security/recovery-codes-panel";
import { RevokedNote } from "@/components/security/revoked-note";
import { SessionList } from "@/components/security/session-list";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { PageHead } from "@/components/ui/page-head";
import { formError } from "@/lib/http/form-error";
import { staffPage } from "@/lib/http/staff-page";
import { findStaffSessions } from "@/lib/staff/find-staff-sessions";
import { getRecoveryCodes } from "@/lib/staff/get-recovery-codes";
import { systemNow } from "@/lib/time/clock";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("security");
  return { title: t("title") };
}

type StaffSecurityPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A staff member's own sign-ins and recovery codes. */
export default async function StaffSecurityPage({ searchParams }: StaffSecurityPageProps) {
  const ctx = await staffPage("/admin/security", "staff-session:revoke");
  const query = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("security");
  const common = await getTranslations("common");
  const [sessions, { unused }] = await Promise.all([findStaffSessions(ctx), getRecoveryCodes(ctx)]);
  return (
    <div className="max-w-220">
      <PageHead title={t("title")} lead={t("lead")} density="dense" />
      <div className="grid gap-3">
        <RevokedNote done={query["done"]} error={formError(query, locale)} />
        <SessionList
          sessions={sessions}
          locale={locale}
          now={systemNow().toISOString()}
          api="/api/staff/sessions"
          signOut="/api/staff/sign-out"
          density="dense"
        />
        <Card padding="none" density="dense" aria-labelledby="recovery-title">
          <CardHead title={t("recovery")} titleId="recovery-title" density="dense" />
          <div className="grid gap-3 p-4">
            <p>{t("recoveryLead")}</p>
            <RecoveryCodesPanel
              words={{
                left: t("recoveryLeft", { count: unused }),
                regenerate: t("regenerate"),
                regenerating: t("regenerating"),
                again: t("regenerateAgain"),
                once: t("recoveryOnce"),
                keep: t("recoveryKeep"),
                copy: t("copyCodes"),
                copied: common("copied"),
                offline: t("offline"),
                notMade: t("notMade"),
              }}
            />
          </div>
        </Card>
      </div>
    </div>
  );
}
