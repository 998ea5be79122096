"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatTerm } from "@/components/pricing/format-terms";
import { fieldName } from "@/components/pricing/notice-rows";
import { noticeWords } from "@/components/pricing/notice-words";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { Figure } from "@/components/ui/figure";
import { formatCount, formatShare } from "@/lib/i18n/format-number";
import { formatInstant } from "@/lib/i18n/format-time";
import { type ChangeItem, diffItem } from "@/lib/pricing/change-set";
import type { ChangeSetView, RunningByPlan } from "@/lib/pricing/change-set-view";
import { formatTenths } from "./format-tenths";
import { touchedSubscriptions } from "./touched-subscriptions";

type EffectPanelProps = {
  changes: readonly ChangeItem[];
  running: RunningByPlan;
  contributors: ChangeSetView["contributors"];
  now: string;
};

/** What is true today about the change: whom it will meet, what it comes to, who wrote it. */
export function EffectPanel({ changes, running, contributors, now }: EffectPanelProps) {
  const t = useTranslations("pricing");
  const locale = useLocale();
  const touched = touchedSubscriptions(changes, running);
  const rows = changes.flatMap((item) => diffItem(item));
  const days = (count: number) => noticeWords(locale)("days", { days: count });

  return (
    <Card padding="none" density="dense" aria-labelledby="effect-title" className="desk:sticky desk:top-16">
      <CardHead
        density="dense"
        title={t("effect")}
        titleId="effect-title"
        aside={<span className="text-xs text-ink-3">{t("effectAsOf", { at: formatInstant(now, locale, now) })}</span>}
      />
      <section className="grid gap-1 px-4 py-3.5" aria-labelledby="touched-title">
        <h3 id="touched-title" className="text-sm font-semibold">
          {t("touched")}
        </h3>
        <p className="flex items-baseline justify-between gap-3">
          <Figure value={formatCount(touched.count)} />
          <span className="text-ink-2">
            {t("ofAll", { count: formatCount(touched.all), share: formatShare(touched.count, touched.all) })}
          </span>
        </p>
        {touched.plans.map((plan) => (
          <p key={plan.code} className="flex justify-between gap-3">
            <span>{plan.name[locale]}</span>
            <span className="tabular-nums">{formatCount(plan.count)}</span>
          </p>
        ))}
        {touched.byWeightOnly > 0 && (
          <p className="flex justify-between gap-3">
            <span>{t("weightOnly")}</span>
            <span className="tabular-nums">{formatCount(touched.byWeightOnly)}</span>
          </p>
        )}
        <p className="text-ink-3">{touched.count > 0 ? t("touchedDetail") : t("noneTouched")}</p>
      </section>
      <section className="grid gap-1 border-t border-line px-4 py-3.5" aria-labelledby="diff-title">
        <h3 id="diff-title" className="text-sm font-semibold">
          {t("diff")}
        </h3>
        {rows.length === 0 && <p className="text-ink-3">{t("noDiff")}</p>}
        <ul className="grid gap-1.5">
          {rows.map((row) => (
            <li key={`${row.kind}:${row.code}:${row.field}`} className="grid grid-cols-[1fr_auto] gap-x-3">
              <span className="min-w-0">
                {row.name[locale]} <span className="text-ink-3">{fieldName(row.kind, row.field, locale)}</span>
              </span>
              <span className="text-end tabular-nums">
                <span className="text-ink-3">{formatTerm(row.field, row.before, { locale, days })}</span>
                {" → "}
                <b className="font-semibold">{formatTerm(row.field, row.after, { locale, days })}</b>
                <span className="ms-2 inline-block min-w-14">{formatTenths(row.changeTenths)}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="grid gap-1 border-t border-line px-4 py-3.5" aria-labelledby="people-title">
        <h3 id="people-title" className="text-sm font-semibold">
          {t("contributors")}
        </h3>
        <p>{contributors.map((person) => person.name).join(locale === "zh-CN" ? "、" : ", ")}</p>
        <p className="text-ink-3">{t("contributorsDetail")}</p>
      </section>
    </Card>
  );
}
