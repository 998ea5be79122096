"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { ApiError } from "@/lib/http/call-api";
import type { MoveName } from "@/lib/pricing/change-set";
import type { ChangeSetView, PricedItemView, RunningByPlan } from "@/lib/pricing/change-set-view";
import { parseTerm } from "@/lib/pricing/term-input";
import { fromBeijingInput } from "@/lib/time/beijing-input";
import { AboutPanel } from "./about-panel";
import { ApprovalBar } from "./approval-bar";
import { changesOf, contentOf, type DraftForm, formOf, isUnsaved, itemKey } from "./draft-form";
import { EffectPanel } from "./effect-panel";
import { ItemsPanel, termInputId } from "./items-panel";
import { NoticePanel } from "./notice-panel";
import { TimingPanel } from "./timing-panel";
import { useChangeSetWrites } from "./use-change-set-writes";

type ChangeSetEditorProps = {
  set: ChangeSetView;
  items: readonly PricedItemView[];
  running: RunningByPlan;
  /** The business time of the page, an ISO instant. */
  now: string;
};

/** One change set: what changes, from when and why, beside what it does; and below, what happens with it next. */
export function ChangeSetEditor({ set, items, running, now }: ChangeSetEditorProps) {
  const t = useTranslations("pricing");
  const locale = useLocale();
  const writes = useChangeSetWrites(set);
  const [typed, setTyped] = useState<DraftForm | null>(null);
  const saved = formOf(set, locale);
  // What was typed stays until it is saved; whoever only reads sees what the server has.
  const form = (set.maySave ? typed : null) ?? saved;
  const [problem, setProblem] = useState<string | null>(null);
  const changes = changesOf(form, locale);
  const effectiveAt = fromBeijingInput(form.effectiveAt)?.toISOString() ?? set.effectiveAt;
  const refusals = refusalsOf(writes.error, form, set);
  const unsaved = set.maySave && isUnsaved(form, set, locale);

  function change(next: DraftForm) {
    setTyped(next);
    setProblem(null);
    if (writes.error) writes.forgetError();
  }

  function save(move?: MoveName, reason?: string) {
    const content = unsaved ? contentOf(form, locale) : undefined;
    if (content === null) {
      setProblem(t("fixFirst"));
      document.getElementById(firstWrong(form, locale))?.focus();
      return;
    }
    setProblem(null);
    writes.write({ content, move, reason });
  }

  return (
    <>
      {writes.isStale && (
        <Note tone="warn" title={t("stale")} announce="status" className="mb-4 text-sm">
          <Button
            size="xs"
            className="ms-3"
            onClick={() => {
              setTyped(null);
              writes.adopt();
            }}
          >
            {t("reload")}
          </Button>
        </Note>
      )}
      {/* The margins keep what is focused clear of the bars at the top and the bottom. */}
      <div className="grid items-start gap-4 **:scroll-mt-16 **:scroll-mb-32 desk:grid-cols-[minmax(0,1fr)_432px]">
        <div className="grid min-w-0 gap-4">
          <ItemsPanel form={form} onChange={set.maySave ? change : undefined} items={items} refusals={refusals} />
          <TimingPanel
            value={form.effectiveAt}
            onChange={set.maySave ? (value) => change({ ...form, effectiveAt: value }) : undefined}
            policy={set.subscriptionPolicy}
            now={now}
            refusal={refusals.get("effectiveAt")}
          />
          <AboutPanel form={form} onChange={set.maySave ? change : undefined} refusals={refusals} />
          <NoticePanel
            notice={{ ...form, number: set.number, effectiveAt, state: noticeState(set), items: changes }}
            now={now}
          />
        </div>
        <EffectPanel changes={changes} running={running} contributors={set.contributors} now={now} />
      </div>
      <div className="min-h-4" />
      <ApprovalBar
        set={set}
        now={now}
        isUnsaved={unsaved}
        isBusy={writes.isBusy}
        running={writes.running}
        problem={problem ?? sentenceOf(writes.error)}
        onSave={() => save()}
        onMove={save}
      />
    </>
  );

  function sentenceOf(error: ApiError | null): string | null {
    if (!error) return null;
    if (error.code === "OFFLINE") return t("offline");
    const sentence = error.code === "UNREADABLE" ? t("failed") : error.message;
    return error.requestId === null ? sentence : `${sentence} ${t("requestNumber", { id: error.requestId })}`;
  }
}

function noticeState(set: ChangeSetView): "announced" | "effective" | "withdrawn" {
  if (set.status === "effective") return "effective";
  return set.status === "withdrawn" && set.published !== null ? "withdrawn" : "announced";
}

/** What the server refused, by the field it stands beside; only where it names one. */
function refusalsOf(error: ApiError | null, form: DraftForm, set: ChangeSetView): ReadonlyMap<string, string> {
  const field = error?.details["field"];
  if (!error || typeof field !== "string" || !set.maySave) return new Map();
  const index = /^items\.(\d+)\b/.exec(field)?.[1];
  const item = index === undefined ? undefined : form.items[Number(index)];
  return new Map([[item ? itemKey(item) : field, error.message]]);
}

/** The id of the first control that is not filled in right. */
function firstWrong(form: DraftForm, locale: Parameters<typeof parseTerm>[2]): string {
  for (const item of form.items) {
    for (const row of item.rows)
      if (parseTerm(row.field, row.text, locale) === null) return termInputId(itemKey(item), row.field);
  }
  return fromBeijingInput(form.effectiveAt) ? "change-set-title" : "effective-at";
}
