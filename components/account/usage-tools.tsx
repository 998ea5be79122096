import { Calendar, ChevronDown } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { formatDayRange } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import { FIRST_USAGE_DAY } from "@/lib/usage/usage";
import {
  LIST_START,
  PRESET_DAYS,
  USAGE_GROUPS,
  USAGE_METRICS,
  type UsageQuery,
  usageSearch,
} from "@/lib/usage/usage-query";
import { UsageDropMenu } from "./usage-drop-menu";
import { UsageMenuLinks } from "./usage-menu-links";

type UsageToolsProps = {
  query: UsageQuery;
  /** The page's own address without its query. */
  path: string;
  today: string;
  /** Whether there is a running plan period to look at. */
  hasPeriod: boolean;
  locale: Locale;
};

/** Which days, grouped how, measured in what. Links and one GET form: the address holds the state. */
export async function UsageTools({ query, path, today, hasPeriod, locale }: UsageToolsProps) {
  const t = await getTranslations("usage");
  const to = (change: Partial<UsageQuery>) => path + usageSearch(query, change);
  const range = formatDayRange(query.from, query.to, locale, today);
  const presets = [...(hasPeriod ? (["period"] as const) : []), ...PRESET_DAYS].map((preset) => ({
    key: preset,
    label: preset === "period" ? t("range.period") : t("range.days", { days: preset }),
    href: to({ ...LIST_START, range: preset, day: null }),
    current: query.range === preset,
  }));
  const groups = USAGE_GROUPS.map((group) => ({
    key: group,
    label: t(`group.${group}`),
    href: to({ group }),
    current: query.group === group,
  }));
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2 tablet:gap-3">
      <UsageDropMenu
        key={`${query.range} ${query.from} ${query.to}`}
        side="start"
        name={t("range.label", { range })}
        className="max-tablet:flex-auto"
        label={
          <>
            <Icon of={Calendar} size={18} className="text-ink-3" />
            {range}
            <Icon of={ChevronDown} size={16} className="text-ink-3" />
          </>
        }
      >
        <div className="w-[min(21rem,calc(100vw-3rem))]">
          <UsageMenuLinks links={presets} />
          <Form action={path} scroll={false} className="mt-2 border-t border-line px-1 pt-3 pb-1">
            {query.group !== "model" && <input type="hidden" name="by" value={query.group} />}
            {query.metric !== "plan" && <input type="hidden" name="metric" value={query.metric} />}
            <div className="grid grid-cols-2 gap-2">
              <Field id="usage-from" label={t("range.from")}>
                {(control) => (
                  <Input
                    {...control}
                    type="date"
                    name="from"
                    size="sm"
                    required
                    min={FIRST_USAGE_DAY}
                    max={today}
                    defaultValue={query.from}
                  />
                )}
              </Field>
              <Field id="usage-to" label={t("range.to")}>
                {(control) => (
                  <Input
                    {...control}
                    type="date"
                    name="to"
                    size="sm"
                    required
                    min={FIRST_USAGE_DAY}
                    max={today}
                    defaultValue={query.to}
                  />
                )}
              </Field>
            </div>
            <Button type="submit" block className="mt-3">
              {t("range.show")}
            </Button>
          </Form>
        </div>
      </UsageDropMenu>
      <UsageDropMenu
        key={query.group}
        side="end"
        name={`${t("group.label")} ${t(`group.${query.group}`)}`}
        className="max-tablet:flex-auto"
        label={
          <>
            {t(`group.${query.group}`)}
            <Icon of={ChevronDown} size={16} className="text-ink-3" />
          </>
        }
      >
        <div className="min-w-44">
          <UsageMenuLinks links={groups} />
        </div>
      </UsageDropMenu>
      <SegmentedLinks
        label={t("metric.label")}
        options={USAGE_METRICS.map((metric) => ({
          key: metric,
          label: t(`metric.${metric}`),
          href: to({ metric }),
          current: query.metric === metric,
        }))}
        className="max-tablet:w-full"
      />
    </div>
  );
}
