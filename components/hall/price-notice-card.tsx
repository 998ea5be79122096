import { getLocale, getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { formatEdge } from "./format-edge";
import { type PriceNotice, reasonFor } from "@/lib/pricing/price-notice";
import { noticeChanges } from "./notice-changes";

const TONES = { announced: "warn", effective: "plain", withdrawn: "line" } as const;

/** A change of prices as the public is told of it: what, from when, and for whom. */
export async function PriceNoticeCard({ notice }: { notice: PriceNotice }) {
  const locale = await getLocale();
  const t = await getTranslations("hall.notice");
  const reason = reasonFor(notice, locale);
  return (
    <article
      id={notice.number}
      aria-labelledby={`${notice.number}-title`}
      className="rounded-lg border border-line p-4 tablet:p-6"
      data-print="whole"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={`${notice.number}-title`} className="text-base font-semibold">
          {notice.title}
        </h3>
        <Badge tone={TONES[notice.state]}>{t(`state.${notice.state}`)}</Badge>
      </div>
      <p className="mt-1 text-sm text-ink-3 tabular-nums">
        {t("dates", {
          number: notice.number,
          published: formatEdge(notice.publishedAt, locale),
          effective: formatEdge(notice.effectiveAt, locale),
        })}
      </p>
      <ul className="mt-3 grid gap-2 border-t border-line pt-3 text-md">
        {notice.items.map((item) => (
          <li key={`${item.kind}-${item.code}`} className="flex flex-wrap justify-between gap-x-6 gap-y-1">
            <span className="font-semibold">{item.name[locale]}</span>
            <span className="grid gap-1 text-end tabular-nums">
              {noticeChanges(item).map((change) => (
                <span key={change.field}>
                  {t.rich("change", {
                    field: t(`field.${change.field}`),
                    before: change.before,
                    after: change.after,
                    strong: (words) => <b className="font-semibold">{words}</b>,
                  })}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <p lang={reason.lang} className="mt-3 text-md text-ink-2">
        {reason.text}
      </p>
      <p className="mt-1 text-md text-ink-2">{t(`policy.${notice.subscriptionPolicy}`)}</p>
    </article>
  );
}
