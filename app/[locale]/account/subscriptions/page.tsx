import { Repeat } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SubscriptionCard } from "@/components/account/subscription-card";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { customerPage } from "@/lib/http/customer-page";
import { localePath } from "@/lib/i18n/navigation";
import { findSubscriptions } from "@/lib/subscriptions/find-subscriptions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("subscriptions");
  return { title: t("title") };
}

export default async function SubscriptionsPage() {
  const ctx = await customerPage("/account/subscriptions");
  const [subscriptions, locale, t] = await Promise.all([
    findSubscriptions(ctx),
    getLocale(),
    getTranslations("subscriptions"),
  ]);
  const now = ctx.now.toISOString();
  const running = subscriptions.find((subscription) => subscription.status === "active");
  const past = subscriptions.filter((subscription) => subscription.status === "ended");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="grid max-w-160 gap-4">
        {running ? (
          <>
            <SubscriptionCard subscription={running} locale={locale} now={now} />
            <p>
              <LinkButton href={localePath(locale, "/plans#packs")}>{t("buyPack")}</LinkButton>
            </p>
          </>
        ) : (
          <Card as="div" padding="none">
            <EmptyState
              icon={Repeat}
              title={t("empty")}
              detail={t("emptyDetail")}
              action={
                <LinkButton href={localePath(locale, "/plans")} variant="primary">
                  {t("emptyAction")}
                </LinkButton>
              }
            />
          </Card>
        )}
        {past.length > 0 && <h2 className="mt-4 text-base/6 font-semibold">{t("past")}</h2>}
        {past.map((subscription) => (
          <SubscriptionCard key={subscription.id} subscription={subscription} locale={locale} now={now} />
        ))}
      </div>
    </>
  );
}
