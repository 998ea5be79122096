import { Eye, ShieldAlert, ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditFilters } from "@/components/admin/audit/audit-filters";
import { AuditTable } from "@/components/admin/audit/audit-table";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { findAuditEntries, FindAuditEntriesInput } from "@/lib/audit/find-audit-entries";
import { findAuditFilters } from "@/lib/audit/find-audit-filters";
import { staffPage } from "@/lib/http/staff-page";
import { localePath } from "@/lib/i18n/navigation";

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

/** Who did what, when and why, and whether anybody has altered the record. */
export default async function AuditPage({ searchParams }: PageProps) {
  const ctx = await staffPage("/admin/audit", "audit:read");
  const t = await getTranslations("audit");
  // A malformed address shows the newest entries.
  const asked = FindAuditEntriesInput.safeParse(await searchParams);
  const input = asked.success ? asked.data : {};
  const [page, filters] = await Promise.all([findAuditEntries(ctx, input), findAuditFilters(ctx, {})]);
  const chosen = { actor: input.actor ?? "", action: input.action ?? "", subject: input.subject ?? "" };
  const to = (before: string | null) => {
    const kept = Object.entries({ ...chosen, before: before ?? "" }).filter(([, value]) => value !== "");
    return localePath(ctx.locale, `/admin/audit?${new URLSearchParams(kept).toString()}`);
  };

  return (
    <>
      <PageHead
        density="dense"
        title={t("title")}
        lead={t("lead")}
        aside={
          page.chain.ok ? (
            <Badge tone="ok" icon={ShieldCheck}>
              {t("chainOk", { count: page.chain.entries })}
            </Badge>
          ) : undefined
        }
      />
      {!page.chain.ok && (
        <Note
          tone="danger"
          icon={ShieldAlert}
          title={t(`chainBroken.${page.chain.problem}`, { seq: page.chain.seq })}
          className="mb-4"
        >
          <p>{t("chainBrokenDetail")}</p>
        </Note>
      )}
      <Card padding="none" density="dense" aria-label={t("title")}>
        <AuditFilters filters={filters} chosen={chosen} />
        {page.entries.length > 0 ? (
          <AuditTable entries={page.entries} caption={t("title")} now={ctx.now.toISOString()} />
        ) : (
          <EmptyState icon={Eye} title={t("empty")} />
        )}
      </Card>
      <div className="mt-3 flex justify-end gap-2">
        {input.before !== undefined && (
          <LinkButton size="xs" variant="ghost" href={to(null)}>
            {t("first")}
          </LinkButton>
        )}
        {page.next !== null && (
          <LinkButton size="xs" href={to(page.next)}>
            {t("next")}
          </LinkButton>
        )}
      </div>
    </>
  );
}
