import type { Locale } from "@/lib/i18n/locale";
import { OVERLAP_SECONDS } from "@/lib/keys/key-limits";
import { keyFormWords } from "./key-form-words";
import type { KeyTranslate } from "./key-row";
import type { KeyWords } from "./key-words";

/** What the key desk says in the browser, where there is no translator. */
export function keyDeskWords(
  t: KeyTranslate,
  locale: Locale,
  count: { max: number; left: number },
  requestNumber: string,
): KeyWords {
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
    change: t("change"),
    rotate: t("rotate"),
    revoke: t("revoke"),
    empty: t("empty"),
    emptyDetail: t("emptyDetail"),
    form: keyFormWords(t, locale),
    creating: {
      title: t("createDialog.title"),
      submit: t("createDialog.submit"),
      busy: t("createDialog.busy"),
      cancel: t("createDialog.cancel"),
    },
    changing: { submit: t("changeDialog.submit"), busy: t("changeDialog.busy"), cancel: t("changeDialog.cancel") },
    rotating: rotatingWords(t),
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
    result: {
      created: t("result.created", { name: "{name}" }),
      changed: t("result.changed", { name: "{name}" }),
      rotated: t("result.rotated", { name: "{name}" }),
      revoked: t("result.revoked", { name: "{name}" }),
    },
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

function rotatingWords(t: KeyTranslate): KeyWords["rotating"] {
  const [now, hour, day, week] = OVERLAP_SECONDS;
  return {
    detail: t("rotateDialog.detail"),
    overlap: t("rotateDialog.overlap"),
    choices: [
      { seconds: now, label: t("rotateDialog.now"), detail: t("rotateDialog.nowDetail") },
      { seconds: hour, label: t("rotateDialog.hour") },
      { seconds: day, label: t("rotateDialog.day"), detail: t("rotateDialog.dayDetail") },
      { seconds: week, label: t("rotateDialog.week") },
    ],
    former: t("rotateDialog.former"),
    submit: t("rotateDialog.submit"),
    busy: t("rotateDialog.busy"),
    cancel: t("rotateDialog.cancel"),
    doneTitle: t("rotateDialog.doneTitle"),
    stopped: t("rotateDialog.stopped"),
    until: t("rotateDialog.until", { instant: "{instant}" }),
  };
}
