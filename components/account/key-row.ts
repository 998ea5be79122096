import type { getTranslations } from "next-intl/server";
import { formatDay, formatInstant, lastUsableDay } from "@/lib/i18n/format-time";
import { formatTokens } from "@/lib/i18n/format-tokens";
import type { Locale } from "@/lib/i18n/locale";
import type { KeyCap, KeyLimits } from "@/lib/keys/key-limits";
import type { KeyView } from "@/lib/keys/key-view";
import { keyLastUsed } from "./key-last-used";
import type { KeyCapRow, KeyRow } from "./key-words";

export type KeyTranslate = Awaited<ReturnType<typeof getTranslations<"keys">>>;

/** A key in words; revoked and expired ones say since when. */
export function keyRow(key: KeyView, t: KeyTranslate, locale: Locale, now: string): KeyRow {
  const { id, name, hint } = key;
  return {
    id,
    name,
    hint,
    created: formatDay(key.createdAt, locale, now),
    lastUsed: keyLastUsed(key.lastUsedAt, now, locale, t),
    ...stateOf(key, t, locale, now),
    isLive: key.revokedAt === null,
    caps: key.revokedAt === null ? key.caps.map((cap) => capRow(cap, t, locale)) : [],
    facts: key.revokedAt === null ? factsOf(key, t, locale, now) : [],
    hasFormer: key.formerUntil !== null,
    limits: limitsOf(key),
    changeLabel: t("changeOne", { name }),
    changeTitle: t("changeDialog.title", { name }),
    rotateLabel: t("rotateOne", { name }),
    rotateTitle: t("rotateDialog.title", { name }),
    revokeLabel: t("revokeOne", { name }),
    revokeTitle: t("revokeDialog.title", { name }),
    revokeEffect: t("revokeDialog.effect", { hint }),
  };
}

function stateOf(key: KeyView, t: KeyTranslate, locale: Locale, now: string): Pick<KeyRow, "state" | "tone"> {
  if (key.revokedAt !== null)
    return { state: t("revokedOn", { day: formatDay(key.revokedAt, locale, now) }), tone: "plain" };
  if (isOver(key, now)) return { state: t("expired"), tone: "plain" };
  if (key.caps.some(({ leftTokens }) => leftTokens === 0)) return { state: t("capReached"), tone: "warn" };
  return { state: t("live"), tone: "ok" };
}

function isOver({ expiresAt }: KeyView, now: string): boolean {
  return expiresAt !== null && expiresAt <= now;
}

function capRow({ window, capTokens, spentTokens }: KeyCap, t: KeyTranslate, locale: Locale): KeyCapRow {
  const amounts = {
    spent: formatTokens(spentTokens, locale, { rounding: "up" }),
    cap: formatTokens(capTokens, locale, { style: "content" }),
  };
  return { window, text: t(`caps.${window}`, amounts), part: Math.min(1, spentTokens / capTokens) };
}

function factsOf(key: KeyView, t: KeyTranslate, locale: Locale, now: string): string[] {
  const { expiresAt, modelScope, allowedAddresses, tokensPerMinute, requestsPerMinute, formerUntil } = key;
  const amount = (count: number) => formatTokens(count, locale, { style: "content" });
  const facts = [
    formerUntil !== null && t("facts.former", { instant: formatInstant(formerUntil, locale, now) }),
    expiresAt !== null &&
      t(isOver(key, now) ? "facts.ended" : "facts.until", { day: formatDay(lastUsableDay(expiresAt), locale, now) }),
    modelScope.length > 0 && t("facts.models", { count: modelScope.length }),
    allowedAddresses.length > 0 && t("facts.addresses", { count: allowedAddresses.length }),
    tokensPerMinute !== null && t("facts.tokens", { amount: amount(tokensPerMinute) }),
    requestsPerMinute !== null && t("facts.requests", { amount: requestsPerMinute }),
  ];
  return facts.filter((fact) => fact !== false);
}

/** What the form starts from. */
function limitsOf(key: KeyView): KeyLimits {
  const { expiresAt, modelScope, allowedAddresses, dayCapTokens, monthCapTokens, totalCapTokens } = key;
  const { requestsPerMinute, tokensPerMinute } = key;
  return {
    expiresAt,
    modelScope,
    allowedAddresses,
    dayCapTokens,
    monthCapTokens,
    totalCapTokens,
    requestsPerMinute,
    tokensPerMinute,
  };
}
