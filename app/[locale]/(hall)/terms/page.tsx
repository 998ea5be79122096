import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsentDocument } from "@/components/hall/consent-document";
import { versionOf } from "@/lib/accounts/consent";

const ITEMS = ["service", "account", "price", "validity", "keys", "content", "stop"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("documents.terms");
  return { title: t("title"), description: t("lead") };
}

/** What one agrees to when using the service. */
export default async function TermsPage() {
  const t = await getTranslations("documents.terms");
  const items = ITEMS.map((key) => ({ key, title: t(`items.${key}.title`), text: t(`items.${key}.text`) }));
  return <ConsentDocument title={t("title")} lead={t("lead")} version={versionOf("terms")} items={items} />;
}
