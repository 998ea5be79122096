import type { getTranslations } from "next-intl/server";
import { formatDay } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import type { KeyView } from "@/lib/keys/key-view";
import { keyLastUsed } from "./key-last-used";
import type { KeyRow, KeyWords } from "./key-words";

type KeyTranslate = Awaited<ReturnType<typeof getTranslations<"keys">>>;

/** A key in words; revoked ones say since when. */
export function keyRow(key: KeyView, t: KeyTranslate, locale: Locale, now: string): KeyRow {
  const { id, name, hint } = key;
  return {
    id,
    name,
    hint,
    created: formatDay(key.createdAt, locale, now),
    lastUsed: keyLastUsed(key.lastUsedAt, now, locale, t),
    state: key.revokedAt === null ? t("live") : t("revokedOn", { day: formatDay(key.revokedAt, locale, now) }),
    isLive: key.revokedAt === null,
    revokeLabel: t("revokeOne", { name }),
    revokeTitle: t("revokeDialog.title", { name }),
    revokeEffect: t("revokeDialog.effect", { hint }),
  };
}

/** What the key desk says in the browser, where there is no translator. */
export function keyDeskWords(t: KeyTranslate, count: { max: number; left: number }, requestNumber: string): KeyWords {
  return {
    create: t("create"),
    list: t("list"),
    count: t("count", count),
    columns: {
      name: t("name"),
      hint: t("hint"),
      created: t("created"),
      lastUsed: t("lastUsed"),
      state: t("state"),
      action: t("action"),
    },
    revoke: t("revoke"),
    empty: t("empty"),
    emptyDetail: t("emptyDetail"),
    form: {
      title: t("createDialog.title"),
      label: t("createDialog.nameLabel"),
      hint: t("createDialog.nameHint"),
      missing: t("createDialog.nameMissing"),
      submit: t("createDialog.submit"),
      busy: t("createDialog.busy"),
      cancel: t("createDialog.cancel"),
    },
    secret: {
      title: t("secret.title"),
      once: t("secret.once"),
      detail: t("secret.onceDetail"),
      label: t("secret.label"),
      copy: t("secret.copy"),
      copied: t("secret.copied"),
      samples: t("secret.samples"),
      done: t("secret.done"),
    },
    revoking: {
      kept: t("revokeDialog.kept"),
      submit: t("revokeDialog.submit"),
      busy: t("revokeDialog.busy"),
      cancel: t("revokeDialog.cancel"),
    },
    result: { created: t("result.created", { name: "{name}" }), revoked: t("result.revoked", { name: "{name}" }) },
    failed: { offline: t("failed.offline"), unknown: t("failed.unknown"), requestNumber },
    quickstart: {
      tabs: t("quickstart.tabs"),
      names: {
        env: t("quickstart.env"),
        curl: t("quickstart.curl"),
        python: t("quickstart.python"),
        node: t("quickstart.node"),
      },
      copyCode: t("quickstart.copyCode"),
      copied: t("quickstart.copied"),
      install: t("quickstart.install"),
    },
  };
}
