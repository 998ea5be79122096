import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Figure } from "@/components/ui/figure";
import { formatChange, formatCount } from "@/lib/i18n/format-number";
import { formatDayRange } from "@/lib/i18n/format-time";
import { formatTokenParts, formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { UsageQuery } from "@/lib/usage/usage-query";
import { type Compared, type UsageReport, previousSpan } from "@/lib/usage/usage-report";
import { UsageChange } from "./usage-change";

/** Three figures at least: 1.07亿 says more than 1亿. */
const LARGE = { style: "rate", rounding: "down" } as const;

type UsageFiguresProps = { report: UsageReport; query: UsageQuery; locale: Locale; today: string };

/** What the whole range took, and what it was before. */
export async function UsageFigures({ report, query, locale, today }: UsageFiguresProps) {
  const t = await getTranslations("usage.figures");
  const { amount, calls, planTokens, meanPerCall } = report;
  const isCalls = query.metric === "calls";
  const short = (value: number) => (isCalls ? formatCount(value) : formatTokens(value, locale));
  const total = isCalls ? { number: formatCount(amount.now), unit: "" } : formatTokenParts(amount.now, locale, LARGE);
  const before = previousSpan(query.from, query.to);
  const second = isCalls ? planTokens : calls;
  const changeOf = ({ now, before: then }: Compared) => (then === null ? null : formatChange(now, then));
  const change = changeOf(amount);
  return (
    <dl className="mb-5 grid grid-cols-[minmax(min-content,1fr)_auto] gap-x-3 gap-y-4 @min-[600px]:gap-x-0 @min-[600px]:grid-cols-[1.2fr_1.5fr_1fr_1fr]">
      <Fact term={formatDayRange(query.from, query.to, locale, today)}>
        <Figure value={total.number} unit={total.unit} />
      </Fact>
      <Fact
        term={t("versus", { range: formatDayRange(before.from, before.to, locale, today) })}
        note={amount.before === null ? t("noBefore") : t("before", { amount: short(amount.before) })}
      >
        {change === null ? (
          <Figure value={<span className="text-ink-3">–</span>} />
        ) : (
          <Figure value={<UsageChange now={amount.now} before={amount.before} />} />
        )}
      </Fact>
      <Fact
        term={isCalls ? t("planTokens") : t("calls")}
        note={<UsageChange now={second.now} before={second.before} otherwise={t("noBefore")} />}
      >
        <Figure
          {...(isCalls ? figureOf(formatTokenParts(planTokens.now, locale, LARGE)) : { value: formatCount(calls.now) })}
        />
      </Fact>
      <Fact
        term={t("mean")}
        note={meanPerCall.before === null ? t("noBefore") : t("before", { amount: formatCount(meanPerCall.before) })}
      >
        <Figure value={meanPerCall.now === null ? t("none") : formatCount(meanPerCall.now)} />
      </Fact>
    </dl>
  );
}

function figureOf({ number, unit }: { number: string; unit: string }) {
  return { value: number, unit };
}

function Fact({ term, note, children }: { term: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0 border-line even:border-s even:ps-5 @min-[600px]:not-first:border-s @min-[600px]:not-first:ps-5">
      <dt className="text-sm text-ink-3">{term}</dt>
      <dd>
        {children}
        {note !== undefined && <span className="block text-sm text-ink-2">{note}</span>}
      </dd>
    </div>
  );
}
