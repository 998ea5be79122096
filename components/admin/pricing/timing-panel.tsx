"use client";

import { Check } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { formatClock, formatFullDay } from "@/lib/i18n/format-time";
import type { SubscriptionPolicy } from "@/lib/pricing/change-set";
import { fromBeijingInput } from "@/lib/time/beijing-input";
import { toInstant } from "@/lib/time/calendar";

const DAY_MS = 86_400_000;

type TimingPanelProps = {
  /** A `datetime-local` value, Beijing time. */
  value: string;
  onChange: ((value: string) => void) | undefined;
  policy: SubscriptionPolicy;
  now: string;
  refusal: string | undefined;
};

/** From which instant, and what running subscriptions do. */
export function TimingPanel({ value, onChange, policy, now, refusal }: TimingPanelProps) {
  const t = useTranslations("pricing");
  const locale = useLocale();
  const at = fromBeijingInput(value);
  const msAhead = at ? at.getTime() - toInstant(now).getTime() : 0;
  const problem = !at ? t("effectiveInvalid") : onChange && msAhead <= 0 ? t("past") : refusal;
  const days = Math.floor(msAhead / DAY_MS);

  return (
    <Card padding="none" density="dense" aria-labelledby="when-title">
      <CardHead
        density="dense"
        title={t("when")}
        titleId="when-title"
        aside={
          msAhead > 0 ? (
            <Badge tone="ok" icon={Check}>
              {days > 0 ? t("ahead", { days }) : t("aheadHours")}
            </Badge>
          ) : undefined
        }
      />
      <div className="grid gap-4 p-4 tablet:grid-cols-2">
        {onChange ? (
          <Field
            id="effective-at"
            label={<span className="text-xs font-normal text-ink-3">{t("effectiveLabel")}</span>}
            hint={t("effectiveHint")}
            error={problem}
          >
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                size="sm"
                required
                value={value}
                onChange={(event) => onChange(event.target.value)}
                className="max-w-60 font-semibold tabular-nums"
              />
            )}
          </Field>
        ) : (
          <div>
            <p className="text-xs text-ink-3">{t("effectiveLabel")}</p>
            <p className="mt-1 font-semibold tabular-nums">
              {at ? `${formatFullDay(at, locale)} ${formatClock(at)}` : null}
            </p>
          </div>
        )}
        <div>
          <p className="text-xs text-ink-3">{t("policy")}</p>
          <p className="mt-1 font-semibold">{t(`policies.${policy}`)}</p>
          <p className="text-ink-2">{t("policyDetail")}</p>
        </div>
      </div>
    </Card>
  );
}
