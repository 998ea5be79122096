"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Stepper } from "@/components/ui/stepper";
import { fillTemplate } from "@/lib/i18n/fill-template";
import { localePath } from "@/lib/i18n/navigation";
import { describeEstimate, type EstimateText, type EstimatorFacts, type EstimatorWords } from "./describe-estimate";
import { type EstimatorChoice, MOST_TIMES_A_DAY, writeEstimatorQuery } from "./estimator-choice";

/** Long enough that holding a button asks the server once. */
const SETTLE_MS = 400;

type Words = EstimatorWords &
  Readonly<
    Record<
      | "tasksLabel"
      | "timesLabel"
      | "fewer"
      | "more"
      | "model"
      | "recalculate"
      | "needed"
      | "daySum"
      | "timesDays"
      | "payAsYouGo",
      string
    >
  >;

type EstimatorProps = {
  facts: EstimatorFacts;
  words: Words;
  initial: EstimatorChoice;
  /** The page it stands on, with its language, and what that page keeps in the address. */
  path: string;
  kept: Readonly<Record<string, string>>;
  /** "side" stands beside something else and is one column wherever it is. */
  look: "wide" | "side";
  /** Made on the server, so that what makes them is not sent along. */
  styles: Readonly<Record<"primary" | "secondary" | "control", string>>;
};

/**
 * How many tokens a month needs, and what covers it. Answers at once; the address follows, and with it the highlighted
 * plan on the page. Without JavaScript it is a form that asks the page again.
 */
export function Estimator({ facts, words, initial, path, kept, look, styles }: EstimatorProps) {
  const router = useRouter();
  const [choice, setChoice] = useState(initial);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function choose(next: EstimatorChoice) {
    setChoice(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => router.replace(`${path}?${writeEstimatorQuery(next, kept)}`, { scroll: false }),
      SETTLE_MS,
    );
  }

  const estimate = describeEstimate(facts, choice, words);
  if (!estimate) return null;
  return (
    <form
      method="get"
      action={`${path}#estimate`}
      onSubmit={(event) => event.preventDefault()}
      className={clsx(
        "overflow-hidden border border-line bg-surface",
        look === "side" ? "rounded-lg" : "rounded-lg desk:grid desk:grid-cols-[minmax(0,1fr)_440px] desk:rounded-xl",
      )}
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <fieldset
        className={clsx(
          "flex min-w-0 flex-col px-4 pt-1 pb-4",
          look === "side" ? "tablet:px-6 tablet:pt-2 tablet:pb-5" : "tablet:px-8 tablet:pt-4 tablet:pb-6",
        )}
      >
        <legend className="sr-only">{words.tasksLabel}</legend>
        {facts.tasks.map((task) => (
          <div
            key={task.code}
            className={clsx(
              "flex items-center justify-between gap-3 border-b border-line",
              look === "side" ? "py-2.5" : "py-3.5 tablet:gap-6",
            )}
          >
            <div className="min-w-0">
              <p className="text-[0.9375rem]/6 font-semibold first-letter:uppercase">{task.name}</p>
              <p className="text-sm break-keep text-ink-3 tabular-nums">{estimate.arithmetic[task.code]}</p>
            </div>
            <Stepper
              name={task.code}
              label={fillTemplate(words.timesLabel, { task: task.name })}
              decreaseLabel={words.fewer}
              increaseLabel={words.more}
              value={choice.timesPerDay[task.code] ?? 0}
              max={MOST_TIMES_A_DAY}
              onChange={(times) => choose({ ...choice, timesPerDay: { ...choice.timesPerDay, [task.code]: times } })}
            />
          </div>
        ))}
        <div className="mt-auto flex items-center justify-between gap-4 pt-4 text-md">
          <label htmlFor="estimator-model" className="min-w-0">
            {words.model}
          </label>
          <span className={clsx(styles.control, "relative max-w-[60%]")}>
            <select
              id="estimator-model"
              name="model"
              value={choice.modelCode}
              onChange={(event) => choose({ ...choice, modelCode: event.target.value })}
              className="min-h-11 w-full min-w-0 appearance-none rounded-[inherit] bg-transparent ps-3.5 pe-9 tablet:text-md"
            >
              {facts.models.map((model) => (
                <option key={model.code} value={model.code} className="bg-raised text-ink">
                  {model.name}
                </option>
              ))}
            </select>
            <ChevronDown aria-hidden="true" size={16} className="pointer-events-none absolute end-3 text-ink-3" />
          </span>
        </div>
        <noscript>
          <button type="submit" className={clsx(styles.secondary, "mt-4")}>
            {words.recalculate}
          </button>
        </noscript>
      </fieldset>
      <Answer estimate={estimate} words={words} facts={facts} look={look} primary={styles.primary} />
    </form>
  );
}

type AnswerProps = {
  estimate: EstimateText;
  words: Words;
  facts: EstimatorFacts;
  look: "wide" | "side";
  primary: string;
};

function Answer({ estimate, words, facts, look, primary }: AnswerProps) {
  const { answer } = estimate;
  const sums = [
    { term: words.daySum, value: estimate.perDay },
    { term: words.timesDays, value: estimate.perMonth },
    { term: words.payAsYouGo, value: estimate.payAsYouGo },
  ];
  return (
    <div
      className={clsx(
        "border-t border-line bg-canvas px-4 pt-6 pb-5",
        look === "side" ? "tablet:p-6" : "tablet:p-8 desk:border-s desk:border-t-0",
      )}
    >
      <p className="text-sm text-ink-2">{words.needed}</p>
      <p aria-live="polite">
        <span className="figure-text inline-flex items-baseline gap-2 text-4xl/12 whitespace-nowrap">
          {estimate.month.number}
          <span className="text-base font-medium tracking-normal text-ink-2">{estimate.month.unit}</span>
        </span>
      </p>
      <dl className="my-5 grid gap-2 border-y border-line py-4 text-md tabular-nums">
        {sums.map(({ term, value }) => (
          <div key={term} className="flex justify-between gap-3">
            <dt className="text-ink-2">{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {answer && (
        <div className="rounded-md border border-line bg-surface px-5 pt-4 pb-5">
          <div className="flex items-baseline justify-between gap-3">
            <b className="min-w-0 font-semibold">{answer.name}</b>
            <span className="whitespace-nowrap tabular-nums">
              <b className="font-semibold">{answer.price}</b>
              {answer.priceUnit !== "" && <span className="text-ink-2"> {answer.priceUnit}</span>}
            </span>
          </div>
          {answer.usedShare !== null && (
            <div
              aria-hidden="true"
              className="mt-3 h-2 overflow-hidden rounded-xs bg-sunken inset-ring inset-ring-line"
            >
              <span
                data-amount=""
                className="block h-full rounded-xs bg-accent"
                style={{ width: `${answer.usedShare * 100}%` }}
              />
            </div>
          )}
          <p className="mt-2 flex justify-between gap-3 text-xs text-ink-2 tabular-nums">
            <span>{answer.used}</span>
            <span>{answer.spare}</span>
          </p>
          <Link href={localePath(facts.locale, answer.path)} className={clsx(primary, "mt-4")}>
            {answer.action}
          </Link>
        </div>
      )}
      <p className="mt-3 text-sm text-ink-2">{estimate.why}</p>
    </div>
  );
}
