import { getTranslations } from "next-intl/server";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import type { Locale } from "@/lib/i18n/locale";
import { idOf } from "@/lib/ids/ids";
import { findKeys } from "@/lib/keys/find-keys";
import { shanghaiDay } from "@/lib/time/calendar";
import { findUsageCalls, type UsageCallPage } from "@/lib/usage/find-usage-calls";
import { findUsageDays } from "@/lib/usage/find-usage-days";
import { hasUsage } from "@/lib/usage/has-usage";
import type { UsageQuery } from "@/lib/usage/usage-query";
import { prepareUsageReport, previousSpan, type UsageReport } from "@/lib/usage/usage-report";

type UsagePageData = {
  report: UsageReport;
  list: UsageCallPage;
  /** Calls of the range, or of its one day. */
  count: number;
  modelNames: Record<string, string>;
  /** Nothing was ever used. */
  isNew: boolean;
};

/** Reads what the page shows. The calls come after the figures: a list never lacks a call that is counted above it. */
export async function readUsagePage(ctx: RequestContext, query: UsageQuery, locale: Locale): Promise<UsagePageData> {
  const { from, to, day, group } = query;
  const [rows, previousRows, keys, { models }, t, words] = await Promise.all([
    findUsageDays(ctx, { from, to }),
    findUsageDays(ctx, previousSpan(from, to)),
    findKeys(ctx),
    getCatalogue(ctx.now),
    getTranslations("usage"),
    getTranslations("chart"),
  ]);
  const list = await readCalls(ctx, query);
  const isNew = rows.length === 0 && previousRows.length === 0 && !(await hasUsage(ctx));
  // A no-break space holds a model's name together.
  const modelNames = Object.fromEntries(models.map(({ code, name }) => [code, name[locale].replaceAll(" ", "\u00a0")]));
  const keyNames = Object.fromEntries(
    [...rows, ...previousRows].map(({ keyId, keyName }) => [keyId, keyName === "" ? t("calls.noKey") : keyName]),
  );
  const report = prepareUsageReport({
    from,
    to,
    rows,
    previousRows,
    group,
    locale,
    today: shanghaiDay(ctx.now),
    metric: query.metric,
    names: group === "model" ? modelNames : keyNames,
    // Keys come newest first; a new one must not change the colours of the others.
    order: group === "model" ? models.map(({ code }) => code) : keys.map(({ id }) => id).reverse(),
    todayLabel: words("today"),
    otherName: (count) => t(group === "model" ? "chart.otherModels" : "chart.otherKeys", { count }),
  });
  const counted = day === null ? rows : rows.filter((row) => row.day === day);
  return { report, list, modelNames, isNew, count: counted.reduce((sum, row) => sum + row.requests, 0) };
}

/** A page that begins after a call which is not this account's begins with the newest instead. */
async function readCalls(ctx: RequestContext, { from, to, day, after, show }: UsageQuery): Promise<UsageCallPage> {
  const span = { from: day ?? from, to: day ?? to, limit: show };
  const cursor = after === null ? null : idOf("evt").safeParse(after);
  if (!cursor?.success) return findUsageCalls(ctx, span);
  try {
    return await findUsageCalls(ctx, { ...span, after: cursor.data });
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return findUsageCalls(ctx, span);
    throw error;
  }
}
