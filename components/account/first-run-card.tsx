import { LoaderCircle } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import { Timeline } from "@/components/ui/timeline";
import { formatCount } from "@/lib/i18n/format-number";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import type { FirstRun, FirstRunStep } from "./first-run";

type FirstRunCardProps = { run: FirstRun; maskedPhone: string; tokensUsed: number; canBuy: boolean; locale: Locale };

/** The way to the first call. Its last step waits and turns green by itself: the page is drawn again when a call was charged. */
export async function FirstRunCard({ run, maskedPhone, tokensUsed, canBuy, locale }: FirstRunCardProps) {
  const t = await getTranslations("account.firstRun");
  const isDone = run.done === run.steps.length;
  const called = isDone
    ? `${t("callDone")} · ${t("callDoneDetail", { tokens: formatCount(tokensUsed) })}`
    : t("waiting");
  const doors: Record<FirstRunStep, { href: string; label: string } | null> = {
    verified: null,
    tokens: canBuy ? { href: "/plans", label: t("seePlans") } : null,
    key: { href: "/account/keys", label: t("createKey") },
    call: { href: "/account/keys#quickstart", label: t("quickstart") },
  };
  const content = (step: FirstRunStep, state: "done" | "now" | "next"): { title: ReactNode; detail?: ReactNode } => {
    if (step === "verified") return { title: t("verified"), detail: maskedPhone };
    if (state === "done") return doneContent(step);
    const detail = {
      tokens: t("tokensDetail"),
      key: t("keyDetail"),
      call: state === "now" ? t("waitingDetail") : undefined,
    }[step];
    const door = doors[step];
    return {
      title: step === "call" && state === "now" ? <Waiting>{t("waiting")}</Waiting> : t(step),
      detail: state === "now" && (
        <>
          {detail}
          {door && (
            <span className="mt-2 block">
              <LinkButton
                size="sm"
                variant={step === "call" ? "secondary" : "primary"}
                href={localePath(locale, door.href)}
              >
                {door.label}
              </LinkButton>
            </span>
          )}
        </>
      ),
    };
  };
  const doneContent = (step: Exclude<FirstRunStep, "verified">) => {
    if (step === "tokens") return { title: t("tokensDone") };
    if (step === "key") return { title: t("keyDone") };
    return {
      title: <span className="text-ok">{t("callDone")}</span>,
      detail: (
        <>
          {t("callDoneDetail", { tokens: formatCount(tokensUsed) })}{" "}
          <TextLink look="inline" href={localePath(locale, "/account/usage")}>
            {t("receipt")}
          </TextLink>
        </>
      ),
    };
  };
  return (
    <Card aria-labelledby="first-run-title">
      <CardHead
        titleId="first-run-title"
        title={isDone ? t("titleDone") : t("title")}
        aside={<Badge tone={isDone ? "ok" : "plain"}>{t("progress", { done: run.done, all: run.steps.length })}</Badge>}
      />
      <Timeline
        stateLabels={{ done: t("state.done"), now: t("state.now"), next: t("state.next"), failed: t("state.failed") }}
        steps={run.steps.map(({ step, state }) => ({ key: step, state, ...content(step, state) }))}
      />
      <p role="status" className="sr-only">
        {(run.isWaiting || isDone) && called}
      </p>
    </Card>
  );
}

function Waiting({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2">
      {children}
      <LoaderCircle
        aria-hidden="true"
        size={16}
        strokeWidth={2.5}
        className="animate-spin text-accent-ink motion-reduce:hidden"
      />
    </span>
  );
}
