import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ChangeSetEditor } from "@/components/admin/pricing/change-set-editor";
import { StatusBadge } from "@/components/admin/pricing/status-badge";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { TextLink } from "@/components/ui/text-link";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import { staffPage } from "@/lib/http/staff-page";
import { formatInstant } from "@/lib/i18n/format-time";
import { messages } from "@/lib/i18n/messages";
import { localePath } from "@/lib/i18n/navigation";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { countRunningSubscriptions } from "@/lib/pricing/count-running-subscriptions";
import { findPricedItems } from "@/lib/pricing/find-priced-items";
import { getChangeSet, GetChangeSetInput } from "@/lib/pricing/get-change-set";

type PageProps = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const t = await getTranslations("pricing");
  return { title: `${(await params).number} · ${t("title")}` };
}

/** One change set: drafted, read and decided on here. */
export default async function ChangeSetPage({ params }: PageProps) {
  const { number } = await params;
  const ctx = await staffPage(`/admin/pricing/${encodeURIComponent(number)}`, "pricing:read");
  const t = await getTranslations("pricing");
  const set = await read(ctx, number);
  const [items, running] = await Promise.all([findPricedItems(ctx, {}), countRunningSubscriptions(ctx, {})]);
  const now = ctx.now.toISOString();
  const at = (instant: string) => formatInstant(instant, ctx.locale, now);

  return (
    <>
      <nav className="mb-2">
        <TextLink href={localePath(ctx.locale, "/admin/pricing")} className="text-sm">
          {t("title")}
        </TextLink>
        <span className="text-ink-3">{" / "}</span>
        <span className="font-mono">{set.number}</span>
      </nav>
      <PageHead
        density="dense"
        title={
          <>
            <span className="wrap-anywhere">{set.title}</span>
            <StatusBadge status={set.status} />
          </>
        }
        lead={
          <>
            {t("created", { name: set.created.by.name, at: at(set.created.at) })}
            {set.closed && <span className="block wrap-anywhere">{closedLine(set)}</span>}
          </>
        }
      />
      <NextIntlClientProvider
        locale={ctx.locale}
        messages={{ pricing: messages[ctx.locale].pricing }}
        timeZone="Asia/Shanghai"
      >
        <QueryProvider>
          <ChangeSetEditor set={set} items={items} running={running} now={now} />
        </QueryProvider>
      </NextIntlClientProvider>
    </>
  );

  function closedLine({ closed, status }: ChangeSetView): string | null {
    if (!closed) return null;
    const facts = { name: closed.by.name, at: at(closed.at), reason: closed.reason ?? "" };
    if (status === "rejected") return t("closedBy.rejected", facts);
    return closed.reason === null ? t("closedBy.discarded", facts) : t("closedBy.withdrawn", facts);
  }
}

async function read(ctx: RequestContext, number: string): Promise<ChangeSetView> {
  const input = GetChangeSetInput.safeParse({ number });
  if (!input.success) notFound();
  try {
    return await getChangeSet(ctx, input.data);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
