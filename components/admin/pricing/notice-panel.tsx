"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { PriceNotice } from "@/components/pricing/price-notice";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { Segmented } from "@/components/ui/segmented";
import type { Locale } from "@/lib/i18n/locale";

type NoticePanelProps = { notice: Parameters<typeof PriceNotice>[0]["notice"]; now: string };

/** The public notice exactly as the tariff page will show it, in either language. */
export function NoticePanel({ notice, now }: NoticePanelProps) {
  const t = useTranslations("pricing");
  const [language, setLanguage] = useState<Locale>(useLocale());

  return (
    <Card padding="none" density="dense" aria-labelledby="notice-title">
      <CardHead
        density="dense"
        title={t("notice")}
        titleId="notice-title"
        aside={
          <Segmented
            label={t("noticeLanguage")}
            value={language}
            onChange={setLanguage}
            options={[
              { value: "zh-CN", label: t("zh") },
              { value: "en", label: t("en") },
            ]}
            className="-my-1 [&_button]:tablet:min-h-7 [&_button]:tablet:px-3 [&_button]:tablet:text-sm"
          />
        }
      />
      <div className="p-4">
        {notice.items.length === 0 ? (
          <p className="text-ink-2">{t("noticeEmpty")}</p>
        ) : (
          <div className="rounded-compact border border-line bg-canvas px-4 py-4 tablet:px-6 tablet:py-5">
            <PriceNotice notice={notice} locale={language} now={now} />
          </div>
        )}
      </div>
    </Card>
  );
}
