import { Wallet as WalletIcon } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { OverviewFreshness } from "@/components/account/overview-freshness";
import { walletTurns } from "@/components/account/wallet-bucket";
import { WalletList } from "@/components/account/wallet-list";
import { WalletShop } from "@/components/account/wallet-shop";
import { WalletSkeleton } from "@/components/account/wallet-skeleton";
import { WalletSummary } from "@/components/account/wallet-summary";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { offersOnSale } from "@/lib/catalogue/offers-on-sale";
import { findBuckets } from "@/lib/grants/find-buckets";
import { customerPage } from "@/lib/http/customer-page";
import type { RequestContext } from "@/lib/http/request-context";
import { localePath } from "@/lib/i18n/navigation";
import { getOverview } from "@/lib/overview/get-overview";
import { isPaymentAvailable } from "@/lib/payments/payment-provider";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("wallet");
  return { title: t("title") };
}

/** Every bucket of the account, in the order in which they are used. */
export default async function WalletPage() {
  const ctx = await customerPage("/account/wallet");
  const t = await getTranslations("wallet");
  const account = await getTranslations("account");
  return (
    <Suspense
      fallback={
        <>
          <PageHead title={t("title")} lead={t("lead")} />
          <WalletSkeleton label={account("loading")} />
        </>
      }
    >
      <Wallet ctx={ctx} />
    </Suspense>
  );
}

async function Wallet({ ctx }: { ctx: RequestContext }) {
  const t = await getTranslations("wallet");
  const fresh = await getTranslations("account.fresh");
  const locale = await getLocale();
  const [{ live, ended }, overview, catalogue] = await Promise.all([
    findBuckets(ctx),
    getOverview(ctx),
    getCatalogue(ctx.now),
  ]);
  const { models, packs, payAsYouGo } = offersOnSale(catalogue);
  const canBuy = isPaymentAvailable();
  const { at: now, buckets, days, keys } = overview;
  const seen = { locale, now };

  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        aside={
          <QueryProvider>
            <OverviewFreshness
              figures={{ at: now, buckets, days, keys }}
              locale={locale}
              words={{
                updated: fresh("updated", { instant: "{instant}" }),
                stale: fresh("stale", { instant: "{instant}" }),
                offline: fresh("offline", { instant: "{instant}" }),
                retry: fresh("retry"),
              }}
            />
          </QueryProvider>
        }
      />
      <div className="grid gap-4 tablet:gap-6">
        {live.length > 0 ? (
          <>
            <WalletSummary {...seen} live={live} buyLabel={canBuy ? t("shop.title") : null} />
            <Card aria-labelledby="live-title" className="pb-1 tablet:pb-2">
              <CardHead
                titleId="live-title"
                title={t("live")}
                detail={t("liveCount", { count: live.length })}
                className="mb-0"
              />
              <WalletList {...seen} buckets={live} turns={walletTurns(live)} models={models} />
            </Card>
          </>
        ) : (
          <Card>
            <EmptyState
              icon={WalletIcon}
              title={ended.length > 0 ? t("emptyUsed") : t("empty")}
              detail={ended.length > 0 ? t("emptyUsedDetail") : t("emptyDetail")}
              action={
                canBuy && (
                  <LinkButton variant="primary" href={localePath(locale, "/plans")}>
                    {t("seePlans")}
                  </LinkButton>
                )
              }
            />
          </Card>
        )}
        {canBuy ? (
          <WalletShop packs={packs} payAsYouGo={payAsYouGo} locale={locale} />
        ) : (
          <p className="text-sm text-ink-3">{t("shop.closed")}</p>
        )}
        {ended.length > 0 && (
          <Card aria-labelledby="ended-title" className="pb-1 tablet:pb-2">
            <CardHead
              titleId="ended-title"
              title={t("ended")}
              detail={t("endedCount", { count: ended.length })}
              className="mb-0"
            />
            <WalletList {...seen} buckets={ended} models={models} />
          </Card>
        )}
      </div>
    </>
  );
}
