import { useLocale, useTranslations } from "next-intl";
import { StepMark, type StepState } from "@/components/ui/step-mark";
import { formatDay } from "@/lib/i18n/format-time";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";

interface Step {
  key: "drafted" | "approved" | "published" | "effective";
  state: StepState;
  detail: string;
}

/** drafted by → approved by → announced → effective: who did it, or what it waits for. */
export function ApprovalSteps({ set, now }: { set: ChangeSetView; now: string }) {
  const t = useTranslations("pricing");
  const locale = useLocale();
  const steps = stepsOf(set, {
    waitApproval: set.moves.includes("approve") ? t("step.waitYou") : t("step.waitOther"),
    waitPublish: t("step.waitPublish"),
    closed: set.status === "rejected" ? t("step.rejected") : t("step.withdrawn"),
    day: formatDay(set.effectiveAt, locale, now),
  });
  // A phone has room for one step: the one that matters now.
  const shown = steps.find((step) => step.state === "now" || step.state === "failed") ?? steps.at(-1);
  return (
    <ol aria-label={t("steps")} className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step.state === "now" ? "step" : undefined}
          className={`flex items-center gap-2 whitespace-nowrap ${step === shown ? "" : "max-tablet:sr-only"}`}
        >
          {index > 0 && (
            <span aria-hidden="true" className="hidden w-5 border-t-[1.5px] border-line-strong desk:block" />
          )}
          <StepMark state={step.state} number={index + 1} />
          <span>
            {t(`step.${step.key}`)} <b className="font-semibold">{step.detail}</b>
            <span className="sr-only">{t(`stepState.${step.state}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

interface Words {
  waitApproval: string;
  waitPublish: string;
  closed: string;
  day: string;
}

function stepsOf(set: ChangeSetView, words: Words): Step[] {
  const isClosed = set.closed !== null;
  const isEffective = set.status === "effective";
  const drafted: Step = { key: "drafted", state: set.status === "draft" ? "now" : "done", detail: set.created.by.name };
  const approved: Step = { key: "approved", ...pending(set.approved, set.status === "submitted", words.waitApproval) };
  const published: Step = { key: "published", ...pending(set.published, set.status === "approved", words.waitPublish) };
  const effective: Step = {
    key: "effective",
    state: isEffective ? "done" : set.status === "published" ? "now" : "next",
    detail: words.day,
  };
  const steps = [drafted, approved, published, effective];
  if (!isClosed) return steps;
  // A closed set ends at its first step that was not done.
  const ended = steps.findIndex((step) => step.state !== "done");
  return steps
    .slice(0, ended + 1)
    .map((step, index) => (index === ended ? { ...step, state: "failed", detail: words.closed } : step));
}

function pending(done: ChangeSetView["approved"], isNow: boolean, waits: string): Pick<Step, "state" | "detail"> {
  if (done) return { state: "done", detail: done.by.name };
  return isNow ? { state: "now", detail: waits } : { state: "next", detail: "" };
}
