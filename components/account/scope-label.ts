import { scopeCovers } from "@/lib/grants/bucket";
import type { Locale, LocalText } from "@/lib/i18n/locale";

type NamedModel = { readonly code: string; readonly name: LocalText };

export type ScopeTranslate = (
  key: "models" | "count" | "none" | "between",
  values?: Record<string, string | number>,
) => string;

const MOST_NAMED = 2;

/** Which models a limited bucket pays for, by their names: "仅 Hunyuan Turbo". `t` translates the `account.scope` messages. */
export function scopeLabel(
  scope: readonly string[],
  models: readonly NamedModel[],
  locale: Locale,
  t: ScopeTranslate,
): string {
  const covered = models.filter((model) => scopeCovers(scope, model.code));
  if (covered.length === 0) return t("none");
  if (covered.length > MOST_NAMED) return t("count", { count: covered.length });
  // Names hold together: a no-break space inside each.
  return t("models", {
    models: covered.map((model) => model.name[locale].replaceAll(" ", "\u00a0")).join(t("between")),
  });
}
