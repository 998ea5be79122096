import { KeyRound, Plus, ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { KeyDesk } from "@/components/account/key-desk";
import { keyDeskWords } from "@/components/account/key-desk-words";
import { keyRow } from "@/components/account/key-row";
import { KeySkeleton } from "@/components/account/key-skeleton";
import { QuickstartCard } from "@/components/account/quickstart-card";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { PageHead } from "@/components/ui/page-head";
import { QueryProvider } from "@/components/ui/query-provider";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { offersOnSale, referenceModel } from "@/lib/catalogue/offers-on-sale";
import { env } from "@/lib/env/env";
import { customerPage } from "@/lib/http/customer-page";
import type { RequestContext } from "@/lib/http/request-context";
import { MAX_KEYS } from "@/lib/keys/api-key";
import { findKeys } from "@/lib/keys/find-keys";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("keys");
  return { title: t("title") };
}

/** Keys for programs, and how to call with them. */
export default async function KeysPage() {
  const ctx = await customerPage("/account/keys");
  const t = await getTranslations("keys");
  const account = await getTranslations("account");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Suspense fallback={<KeySkeleton label={account("loading")} />}>
        <Keys ctx={ctx} />
      </Suspense>
    </>
  );
}

async function Keys({ ctx }: { ctx: RequestContext }) {
  const t = await getTranslations("keys");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const [keys, catalogue] = await Promise.all([findKeys(ctx), getCatalogue(ctx.now)]);
  const now = ctx.now.toISOString();
  const isLive = (key: (typeof keys)[number]) => key.revokedAt === null;
  // Those that work first; each group is newest first already.
  const sorted = [...keys.filter(isLive), ...keys.filter((key) => !isLive(key))];
  const left = Math.max(0, MAX_KEYS - keys.filter(isLive).length);
  const words = keyDeskWords(t, locale, { max: MAX_KEYS, left }, common("requestNumber", { id: "" }).trim());
  const { models } = offersOnSale(catalogue);
  const facts = {
    baseUrl: `${env().PUBLIC_GATEWAY_URL}/v1`,
    model: referenceModel(models)?.code ?? "",
    prompt: t("quickstart.prompt"),
  };
  return (
    <div className="grid gap-4 tablet:gap-6">
      <Card aria-labelledby="keys-title" className="pb-2 tablet:pb-3">
        <QueryProvider>
          <KeyDesk
            rows={sorted.map((key) => keyRow(key, t, locale, now))}
            words={words}
            facts={facts}
            models={models.map(({ code, name }) => ({ code, name: name[locale] }))}
            locale={locale}
            now={now}
            plusIcon={<Icon of={Plus} size={18} strokeWidth={2} />}
            emptyIcon={<Icon of={KeyRound} size={28} className="mb-2 text-ink-3" />}
          />
        </QueryProvider>
      </Card>
      <QuickstartCard facts={facts} words={words.quickstart} locale={locale} />
      <p className="flex gap-2 text-sm text-ink-3">
        <Icon of={ShieldCheck} size={18} className="mt-px" />
        <span>{t("privacy")}</span>
      </p>
    </div>
  );
}
