import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { costGroups, packGroups, planGroups, weightGroups } from "@/components/admin/catalogue/version-groups";
import { VersionTable } from "@/components/admin/catalogue/version-table";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { PageHead } from "@/components/ui/page-head";
import { findUpstreamCosts } from "@/lib/catalogue/find-upstream-costs";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { staffPage } from "@/lib/http/staff-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.catalogue");
  return { title: t("title") };
}

/** Everything sold, with every version it ever had; read only. */
export default async function CataloguePage() {
  const ctx = await staffPage("/admin/catalogue", "catalogue:read");
  const t = await getTranslations("admin.catalogue");
  const [catalogue, costs] = await Promise.all([getCatalogue(ctx.now), findUpstreamCosts(ctx, {})]);
  const now = ctx.now.toISOString();
  const words = {
    locale: ctx.locale,
    audience: { consumer: t("audience.consumer"), business: t("audience.business") },
    days: (days: number) => t("days", { days }),
  };
  const rates = [t("input"), t("cached"), t("output")];
  const sections = [
    {
      key: "plans",
      title: t("plans"),
      groups: planGroups(catalogue.plans, words),
      columns: [t("price"), t("tokens"), t("unitPrice")],
      origin: t("set"),
    },
    {
      key: "packs",
      title: t("packs"),
      groups: packGroups(catalogue.packs, words),
      columns: [t("price"), t("tokens"), t("validity")],
      origin: t("set"),
    },
    {
      key: "models",
      title: t("models"),
      groups: weightGroups(catalogue.models, words),
      columns: rates,
      origin: t("set"),
    },
    {
      key: "costs",
      title: t("costs"),
      detail: t("costNote"),
      groups: costGroups(costs, words),
      columns: rates,
      origin: t("note"),
    },
  ];

  return (
    <>
      <PageHead density="dense" title={t("title")} lead={t("lead")} />
      <div className="grid gap-4">
        {sections.map((section) => (
          <Card key={section.key} padding="none" density="dense" aria-labelledby={`${section.key}-title`}>
            <CardHead density="dense" title={section.title} titleId={`${section.key}-title`} detail={section.detail} />
            {section.groups.length > 0 ? (
              <VersionTable
                caption={section.title}
                columns={section.columns}
                groups={section.groups}
                originLabel={section.origin}
                now={now}
              />
            ) : (
              <p className="px-4 py-4 text-ink-3">{t("empty")}</p>
            )}
          </Card>
        ))}
      </div>
    </>
  );
}
