import { getTranslations } from "next-intl/server";
import type { PriceNotice } from "@/lib/pricing/price-notice";
import { PriceNoticeCard } from "./price-notice-card";

/** What is announced, soonest first; what was, folded away below. */
export async function PriceNotices({ notices }: { notices: readonly PriceNotice[] }) {
  const t = await getTranslations("hall.tariffs");
  const announced = notices.filter(({ state }) => state === "announced").reverse();
  const earlier = notices.filter(({ state }) => state !== "announced");
  return (
    <div className="grid gap-4">
      {announced.length === 0 && (
        <p className="rounded-md bg-canvas px-5 py-3.5 text-md text-ink-2">{t("noticesNone")}</p>
      )}
      {announced.map((notice) => (
        <PriceNoticeCard key={notice.number} notice={notice} />
      ))}
      {earlier.length > 0 && (
        <details>
          <summary className="w-fit py-2.5 text-md font-medium text-accent-ink">{t("noticesPast")}</summary>
          <div className="mt-2 grid gap-4">
            {earlier.map((notice) => (
              <PriceNoticeCard key={notice.number} notice={notice} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}
