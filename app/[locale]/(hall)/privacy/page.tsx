import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsentDocument } from "@/components/hall/consent-document";
import { versionOf } from "@/lib/accounts/consent";

const ITEMS = ["what", "why", "who", "long", "rights"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("documents.privacy");
  return { title: t("title"), description: t("lead") };
}

/** What becomes of personal data. */
export default async function PrivacyPage() {
  const t = await getTranslations("documents.privacy");
  const items = ITEMS.map((key) => ({ key, title: t(`items.${key}.title`), text: t(`items.${key}.text`) }));
  return <ConsentDocument title={t("title")} lead={t("lead")} version={versionOf("privacy")} items={items} />;
}
