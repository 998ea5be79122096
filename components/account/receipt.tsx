import { Check, Clock, Info } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Figure } from "@/components/ui/figure";
import { formatCount, formatWeight } from "@/lib/i18n/format-number";
import { formatFullDay, formatInstant } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import { formatMilli, receiptLines } from "@/lib/usage/receipt-lines";
import type { UsageReceipt } from "@/lib/usage/usage";
import { ReceiptDebits } from "./receipt-debits";

type ReceiptProps = { receipt: UsageReceipt; modelName: string; locale: Locale; now: string };

const OUTCOMES = {
  completed: { tone: "ok", icon: Check },
  client_left: { tone: "warn", icon: Clock },
  counted: { tone: "line", icon: Info },
  reported: { tone: "line", icon: Info },
} as const;

/** One call: what it took, kind by kind, and which buckets paid. */
export async function Receipt({ receipt, modelName, locale, now }: ReceiptProps) {
  const t = await getTranslations("usage.receipt");
  const { outcome: ending } = receipt;
  const outcome = ending === "client_left" || ending === "counted" || ending === "reported" ? ending : "completed";
  const { lines, roundedUpMilli, paidTokens, shortfallTokens } = receiptLines(receipt);
  const facts = [
    {
      key: "weights",
      term: t("weights"),
      value: t("version", { no: receipt.weightVersionNo, day: formatFullDay(receipt.weightValidFrom, locale) }),
    },
    {
      key: "request",
      term: t("request"),
      value: (
        <span className="inline-flex items-center gap-1">
          <span className="font-mono text-sm">{receipt.requestId}</span>
          <CopyButton
            text={receipt.requestId}
            label={t("copyRequest")}
            copiedLabel={t("copied")}
            size="iconSm"
            className="-my-2 -me-2"
          />
        </span>
      ),
    },
    ...(receipt.reportedBy === null
      ? [
          {
            key: "duration",
            term: t("duration"),
            value: t("seconds", { seconds: formatMilli(Math.round(receipt.latencyMs / 100) * 100) }),
          },
          { key: "mode", term: t("mode"), value: receipt.streamed ? t("streamed") : t("whole") },
        ]
      : [{ key: "source", term: t("source"), value: <span className="font-mono text-sm">{receipt.reportedBy}</span> }]),
    ...(receipt.address === null
      ? []
      : [{ key: "address", term: t("address"), value: <span className="font-mono text-sm">{receipt.address}</span> }]),
  ];
  return (
    <div className="text-md">
      <Block>
        <div className="flex items-center justify-between gap-4">
          <b className="font-semibold wrap-anywhere">{modelName}</b>
          <Badge tone={OUTCOMES[outcome].tone} icon={OUTCOMES[outcome].icon}>
            {t(outcome)}
          </Badge>
        </div>
        <p className="text-sm text-ink-3 tabular-nums wrap-anywhere">
          {formatInstant(receipt.at, locale, now, "second")}
          {` · ${receipt.keyName === "" ? t("reportedKey") : receipt.keyName}`}
        </p>
        {outcome !== "completed" && <p className="mt-2 text-sm text-ink-2">{t(`${outcome}Detail`)}</p>}
      </Block>
      <Block title={t("charged")}>
        <dl>
          {lines.map((line) => (
            <Line
              key={line.kind}
              term={t(line.kind)}
              formula={`${formatCount(line.tokens)} × ${formatWeight(line.weightMilli, line.kind)}`}
              value={formatMilli(line.amountMilli)}
            />
          ))}
          {roundedUpMilli > 0 && <Line term={t("rounding")} value={`+${formatMilli(roundedUpMilli)}`} />}
          <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-ink pt-3">
            <dt className="font-semibold">{t("planTokens")}</dt>
            <dd>
              <Figure value={formatCount(receipt.planTokens)} className="text-[1.75rem]/9" />
            </dd>
          </div>
          {shortfallTokens > 0 && (
            <>
              <Line term={t("shortfall")} value={`−${formatCount(shortfallTokens)}`} />
              <Line term={t("paid")} value={formatCount(paidTokens)} />
            </>
          )}
        </dl>
      </Block>
      <Block title={t("from")}>
        <ReceiptDebits debits={receipt.debits} total={paidTokens} locale={locale} now={now} />
      </Block>
      <Block>
        <DefinitionList items={facts} className="gap-1.5" />
        {receipt.address !== null && <p className="mt-3 text-sm text-ink-3">{t("failuresFree")}</p>}
      </Block>
    </div>
  );
}

function Block({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="border-dashed border-line-strong py-3 not-first:border-t tablet:py-4">
      {title !== undefined && <h3 className="mb-2 font-semibold">{title}</h3>}
      {children}
    </section>
  );
}

function Line({ term, formula, value }: { term: string; formula?: string; value: string }) {
  return (
    <div className="flex justify-between gap-2 py-1">
      <dt className="text-ink-2">{term}</dt>
      <dd className="grid grid-cols-[auto_minmax(5.5rem,auto)] gap-2 text-end whitespace-nowrap">
        <span className="text-ink-2">{formula}</span>
        <span>{value}</span>
      </dd>
    </div>
  );
}
