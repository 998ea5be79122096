import { MonitorSmartphone } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { SubmitButton } from "@/components/ui/submit-button";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { Icon } from "@/components/ui/icon";
import type { SessionView } from "@/lib/auth/session-view";
import { formatInstant } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";

type SessionListProps = {
  sessions: readonly SessionView[];
  locale: Locale;
  now: string;
  /** Where sessions of this side are ended. */
  api: "/api/sessions" | "/api/staff/sessions";
  signOut: "/api/sign-out" | "/api/staff/sign-out";
  density?: "calm" | "dense";
};

/** Where somebody is signed in, and the buttons that end it: native forms, effective at once. */
export async function SessionList({ sessions, locale, now, api, signOut, density = "calm" }: SessionListProps) {
  const t = await getTranslations("security");
  const dense = density === "dense";
  const inset = dense ? "px-4" : "px-4 tablet:px-6";
  return (
    <Card padding="none" density={density} aria-labelledby="sessions-title">
      <CardHead
        title={t("sessions")}
        titleId="sessions-title"
        detail={t("count", { count: sessions.length })}
        density={density}
        className={dense ? "" : "mb-0 px-4 py-4 tablet:px-6"}
      />
      <ul className={dense ? undefined : "border-t border-line"}>
        {sessions.map((session) => {
          const device =
            [session.browser, session.system].filter((part) => part !== null).join(" · ") || t("unknownDevice");
          return (
            <li
              key={session.id}
              className={`flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-line py-4 ${inset}`}
            >
              <Icon of={MonitorSmartphone} className="text-ink-3" />
              <div className="min-w-0 flex-1 basis-56">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
                  {device}
                  {session.isThis && <Badge tone="accent">{t("this")}</Badge>}
                </p>
                <dl className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-sm text-ink-2 *:flex *:gap-1.5">
                  <Fact term={t("address")} value={session.address || t("unknownAddress")} />
                  <Fact term={t("firstSeen")} value={formatInstant(session.firstSeenAt, locale, now)} />
                  <Fact term={t("lastSeen")} value={formatInstant(session.lastSeenAt, locale, now)} />
                </dl>
              </div>
              <form method="post" action={session.isThis ? signOut : `${api}/${session.id}/revoke`}>
                <SubmitButton size="sm" busyLabel={t("revoking")}>
                  {session.isThis ? t("signOutHere") : t("revoke")}
                  {!session.isThis && <span className="sr-only">{device}</span>}
                </SubmitButton>
              </form>
            </li>
          );
        })}
      </ul>
      <div className={`flex flex-wrap items-center gap-3 py-4 ${inset}`}>
        {sessions.length > 1 ? (
          <form method="post" action={`${api}/revoke-others`}>
            <SubmitButton size={dense ? "sm" : "md"} busyLabel={t("revoking")}>
              {t("revokeOthers")}
            </SubmitButton>
          </form>
        ) : (
          <p className="text-md text-ink-2">{t("onlyThis")}</p>
        )}
        <form method="post" action={`${api}/revoke-all`}>
          <SubmitButton variant="danger" size={dense ? "sm" : "md"} busyLabel={t("revoking")}>
            {t("revokeAll")}
          </SubmitButton>
        </form>
      </div>
    </Card>
  );
}

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt className="text-ink-3">{term}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  );
}
