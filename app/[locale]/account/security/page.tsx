import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { RevokedNote } from "@/components/security/revoked-note";
import { SessionList } from "@/components/security/session-list";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHead } from "@/components/ui/page-head";
import { getAccount } from "@/lib/accounts/get-account";
import { customerPage } from "@/lib/http/customer-page";
import { formError } from "@/lib/http/form-error";
import { findSessions } from "@/lib/sign-in/find-sessions";
import { systemNow } from "@/lib/time/clock";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("security");
  return { title: t("title") };
}

type SecurityPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** How one signs in, where one is signed in, and how to end it. */
export default async function SecurityPage({ searchParams }: SecurityPageProps) {
  const ctx = await customerPage("/account/security");
  const query = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("security");
  const [account, sessions] = await Promise.all([getAccount(ctx), findSessions(ctx)]);
  return (
    <div className="max-w-180">
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="grid gap-4">
        <RevokedNote done={query["done"]} error={formError(query, locale)} />
        <Card aria-labelledby="how-title">
          <CardHead title={t("how")} titleId="how-title" />
          <DefinitionList
            items={[
              { key: "phone", term: t("phone"), value: account.maskedPhone },
              { key: "method", term: t("method"), value: t("methodSms") },
            ]}
          />
        </Card>
        <SessionList
          sessions={sessions}
          locale={locale}
          now={systemNow().toISOString()}
          api="/api/sessions"
          signOut="/api/sign-out"
        />
      </div>
    </div>
  );
}
