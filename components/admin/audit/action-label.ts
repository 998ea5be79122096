import type { useTranslations } from "next-intl";

const NAMED = [
  "change_set_created",
  "change_set_saved",
  "change_set_submitted",
  "change_set_taken_back",
  "change_set_discarded",
  "change_set_approved",
  "change_set_rejected",
  "change_set_published",
  "change_set_withdrawn",
  "staff_signed_in",
  "staff_signed_out",
  "staff_locked",
  "staff_sessions_revoked",
  "staff_recovery_codes_regenerated",
  "account_frozen",
  "api_client_created",
  "api_client_revoked",
  "dead_letter_repaired",
  "dead_letter_replayed",
  "dead_letter_discarded",
] as const;

/** An action in words; one without a word of its own is shown as it is recorded. */
export function actionLabel(action: string, t: ReturnType<typeof useTranslations<"audit">>): string {
  const key = NAMED.find((name) => name === action.replaceAll(/[.-]/g, "_"));
  return key ? t(`actions.${key}`) : action;
}
