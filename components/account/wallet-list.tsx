import { Ban, Check, Clock, History, type LucideIcon } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { ModelOnSale } from "@/lib/catalogue/offers-on-sale";
import type { BucketView } from "@/lib/grants/bucket";
import { daysLeft, formatDay, lastUsableDay } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import { scopeLabel } from "./scope-label";
import { walletBucketState, type WalletBucketState, type WalletTurn } from "./wallet-bucket";
import { WalletGauge } from "./wallet-gauge";

type WalletListProps = {
  buckets: readonly BucketView[];
  /** One per bucket; none for ended ones. */
  turns?: readonly WalletTurn[];
  models: readonly ModelOnSale[];
  locale: Locale;
  now: string;
};

const STATES: Record<WalletBucketState, { tone: "ok" | "warn" | "plain"; icon: LucideIcon }> = {
  active: { tone: "ok", icon: Check },
  expiring: { tone: "warn", icon: Clock },
  usedUp: { tone: "plain", icon: Ban },
  expired: { tone: "plain", icon: History },
};
const TURN_WORDS = { all: "nextAll", scoped: "nextScoped", others: "nextOthers" } as const;

/** Buckets with what is left of each, where it came from, what may spend it and until when. */
export async function WalletList({ buckets, turns = [], models, locale, now }: WalletListProps) {
  const t = await getTranslations("wallet");
  const scope = await getTranslations("account.scope");
  const tokens = (amount: number) => formatTokens(amount, locale);
  const day = (at: string) => formatDay(at, locale, now);
  return (
    <ol>
      {buckets.map((bucket, index) => {
        const state = walletBucketState(bucket, now);
        const isLive = state === "active" || state === "expiring";
        const turn = turns[index] ?? null;
        const plainName = bucket.name[locale];
        const name = bucket.source === "plan" ? t("period", { name: plainName, day: day(bucket.startsAt) }) : plainName;
        const [left, granted] = [tokens(bucket.leftTokens), tokens(bucket.grantedTokens)];
        const lastDay = day(lastUsableDay(bucket.expiresAt));
        const isOver = bucket.expiresAt <= now;
        return (
          <li
            key={bucket.id}
            className={classNames(
              "grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 border-t border-line py-4 first:border-t-0",
              "tablet:grid-cols-[minmax(0,1.5fr)_minmax(0,1.2fr)_9rem] tablet:gap-x-8",
            )}
          >
            <div className="col-span-2 min-w-0 tablet:col-span-1">
              <h3 className={classNames("text-[0.9375rem]/6 font-semibold", !isLive && "text-ink-2")}>{name}</h3>
              <p className="mt-1.5 flex flex-wrap gap-1.5">
                <Badge tone={STATES[state].tone} icon={STATES[state].icon}>
                  {t(`state.${state}`)}
                </Badge>
                {turn && <Badge tone="accent">{t(TURN_WORDS[turn])}</Badge>}
                <Badge tone="line">{t(`source.${bucket.source}`)}</Badge>
                {bucket.free && bucket.source !== "trial" && <Badge tone="line">{t("free")}</Badge>}
                <Badge tone="line">
                  {bucket.modelScope.length === 0
                    ? t("allModels")
                    : scopeLabel(bucket.modelScope, models, locale, scope)}
                </Badge>
              </p>
            </div>
            <div className="col-span-2 tablet:col-span-1 tablet:pt-0.5">
              <p className="mb-1.5 flex items-baseline justify-between gap-x-3 text-md tabular-nums">
                <b className="font-semibold whitespace-nowrap">
                  <span className="sr-only">{t("left")} </span>
                  {left}
                </b>
                <span className="whitespace-nowrap text-ink-3">{t("of", { tokens: granted })}</span>
              </p>
              <WalletGauge
                left={bucket.leftTokens}
                granted={bucket.grantedTokens}
                label={t("gauge", { name, left, granted })}
                muted={!isLive}
              />
              {bucket.heldTokens > 0 && (
                <p className="mt-1 text-xs text-ink-3">{t("heldPart", { tokens: tokens(bucket.heldTokens) })}</p>
              )}
            </div>
            <p className="col-span-2 flex flex-wrap items-baseline gap-x-2 text-md tabular-nums tablet:col-span-1 tablet:block tablet:text-end">
              <span className="tablet:block">
                {isOver ? t("expired", { day: lastDay }) : t("expires", { day: lastDay })}
              </span>
              {isLive && (
                <span className={classNames("text-xs tablet:block", state === "expiring" ? "text-warn" : "text-ink-3")}>
                  {t("daysLeft", { days: daysLeft(bucket.expiresAt, now) })}
                </span>
              )}
              <span className="text-xs text-ink-3 tablet:block">{t("received", { day: day(bucket.createdAt) })}</span>
            </p>
          </li>
        );
      })}
    </ol>
  );
}
