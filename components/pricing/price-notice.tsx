import { formatClock, formatDay, formatFullDay } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import { touchesSubscribers } from "@/lib/pricing/change-set";
import { type PriceNotice as Notice, reasonFor } from "@/lib/pricing/price-notice";
import { noticeRows } from "./notice-rows";
import { noticeWords } from "./notice-words";

type PriceNoticeProps = {
  notice: Pick<Notice, "number" | "reason" | "reasonEn" | "effectiveAt" | "state" | "items">;
  locale: Locale;
  /** ISO instant; decides whether a year is worth printing. */
  now: string;
  heading?: "h2" | "h3";
};

/** A change of prices as customers read it: why, from when, what was and what will be, and what stays. */
export function PriceNotice({ notice, locale, now, heading: Heading = "h3" }: PriceNoticeProps) {
  const t = noticeWords(locale);
  const rows = noticeRows(notice.items, locale);
  const day = formatDay(notice.effectiveAt, locale, now);
  const isSubscription = notice.items.some((item) => item.kind === "plan");
  const isWeight = notice.items.some((item) => item.kind === "weight");
  const isOnce = notice.items.some((item) => !touchesSubscribers(item.kind));
  const promises = [
    isSubscription ? t("promise.plan", { day }) : null,
    isOnce ? t("promise.once", { day }) : null,
    isWeight ? t("promise.weight", { day }) : null,
  ].filter((promise) => promise !== null);
  const instant = `${formatFullDay(notice.effectiveAt, locale)} ${formatClock(notice.effectiveAt)}`;
  const reason = reasonFor(notice, locale);
  const isForeign = reason.lang !== locale && reason.text.trim() !== "";
  const lead = { reason: isForeign ? "" : leadIn(reason.text, locale), instant };

  return (
    <article lang={locale} className="text-md/6">
      <Heading className="mb-2 text-base font-semibold">
        {t("title", { number: notice.number.replace(/^PC-/, "") })}
      </Heading>
      {isForeign && (
        <p lang={reason.lang} className="mb-2 text-ink-2">
          {reason.text}
        </p>
      )}
      <p>{notice.state === "effective" ? t("effective", lead) : t("announced", lead)}</p>
      {notice.state === "withdrawn" && <p className="font-semibold">{t("withdrawn")}</p>}
      <table className="my-2 w-full border-collapse">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="text-start text-sm text-ink-3">
            <th scope="col" className="border-b border-line py-1.5 pe-3 text-start font-normal">
              {t("item")}
            </th>
            <th scope="col" className="border-b border-line py-1.5 pe-3 text-start font-normal">
              {notice.state === "effective" ? t("before") : t("now")}
            </th>
            <th scope="col" className="border-b border-line py-1.5 text-start font-normal">
              {t("from", { day })}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className="border-b border-line py-1.5 pe-3 text-start font-normal">
                {row.label}
              </th>
              <td className="border-b border-line py-1.5 pe-3 tabular-nums">{row.before}</td>
              <td className="border-b border-line py-1.5 font-semibold tabular-nums">{row.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {promises.map((promise) => (
        <p key={promise}>{promise}</p>
      ))}
    </article>
  );
}

/** The reason as the beginning of the sentence: ended properly, with a space where the language has one. */
function leadIn(reason: string, locale: Locale): string {
  const trimmed = reason.trim();
  if (trimmed === "") return "";
  const ended = /[.。!！?？;；]$/.test(trimmed) ? trimmed : trimmed + (locale === "zh-CN" ? "。" : ".");
  return locale === "zh-CN" ? ended : `${ended} `;
}
