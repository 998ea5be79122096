import { Tag } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ChangeSetTable } from "@/components/admin/pricing/change-set-table";
import { NewChangeSetButton } from "@/components/admin/pricing/new-change-set-button";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { isPermitted } from "@/lib/auth/require-permission";
import { staffPage } from "@/lib/http/staff-page";
import { localePath } from "@/lib/i18n/navigation";
import { CHANGE_SET_STATUSES } from "@/lib/pricing/change-set";
import { findChangeSets } from "@/lib/pricing/find-change-sets";

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

// "superseded" has no road to it yet.
const FILTERS = CHANGE_SET_STATUSES.filter((status) => status !== "superseded");

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pricing");
  return { title: t("title") };
}

/** Every change set, by state. */
export default async function PricingPage({ searchParams }: PageProps) {
  const ctx = await staffPage("/admin/pricing", "pricing:read");
  const t = await getTranslations("pricing");
  const asked = (await searchParams)["status"];
  const status = FILTERS.find((known) => known === asked);
  const sets = await findChangeSets(ctx, status ? { status } : {});
  const to = (query: string) => localePath(ctx.locale, `/admin/pricing${query}`);
  const newButton = isPermitted(ctx.actor, "pricing:draft") ? (
    <QueryProvider>
      <NewChangeSetButton
        locale={ctx.locale}
        words={{ label: t("new"), busy: t("creating"), untitled: t("untitled"), failed: t("failed") }}
      />
    </QueryProvider>
  ) : undefined;

  return (
    <>
      <PageHead density="dense" title={t("title")} lead={t("lead")} aside={newButton} />
      <nav aria-label={t("filter")} className="mb-3">
        <ul className="flex flex-wrap gap-1">
          {[null, ...FILTERS].map((filter) => (
            <li key={filter ?? "all"}>
              <Link
                href={to(filter ? `?status=${filter}` : "")}
                aria-current={(filter ?? undefined) === status ? "true" : undefined}
                className={buttonStyle({ size: "xs", variant: (filter ?? undefined) === status ? "soft" : "ghost" })}
              >
                {filter ? t(`status.${filter}`) : t("all")}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Card padding="none" density="dense" aria-label={t("title")}>
        {sets.length > 0 ? (
          <ChangeSetTable sets={sets} caption={t("title")} now={ctx.now.toISOString()} />
        ) : (
          <EmptyState
            icon={Tag}
            title={status ? t("emptyStatus") : t("empty")}
            detail={status ? undefined : t("emptyDetail")}
            action={
              status ? (
                <LinkButton size="sm" href={to("")}>
                  {t("showAll")}
                </LinkButton>
              ) : undefined
            }
          />
        )}
      </Card>
    </>
  );
}
