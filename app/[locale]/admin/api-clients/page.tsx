import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ApiClientDesk } from "@/components/admin/ingestion/api-client-desk";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { TextLink } from "@/components/ui/text-link";
import { isPermitted } from "@/lib/auth/require-permission";
import { staffPage } from "@/lib/http/staff-page";
import { messages } from "@/lib/i18n/messages";
import { localePath } from "@/lib/i18n/navigation";
import { findApiClients } from "@/lib/ingestion/find-api-clients";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ingestion.clients");
  return { title: t("title") };
}

/** The operator's other systems that may report usage. */
export default async function ApiClientsPage() {
  const ctx = await staffPage("/admin/api-clients", "api-client:read");
  const t = await getTranslations("ingestion.clients");
  const clients = await findApiClients(ctx, {});
  return (
    <>
      <PageHead
        density="dense"
        title={t("title")}
        lead={t("lead")}
        aside={<TextLink href={localePath(ctx.locale, "/docs/usage-events")}>{t("docs")}</TextLink>}
      />
      <NextIntlClientProvider
        locale={ctx.locale}
        messages={{ ingestion: messages[ctx.locale].ingestion }}
        timeZone="Asia/Shanghai"
      >
        <QueryProvider>
          <ApiClientDesk
            clients={clients}
            mayCreate={isPermitted(ctx.actor, "api-client:create")}
            mayRevoke={isPermitted(ctx.actor, "api-client:revoke")}
            now={ctx.now.toISOString()}
          />
        </QueryProvider>
      </NextIntlClientProvider>
    </>
  );
}
