"use client";

import { ChevronDown } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { KeyLimits } from "@/lib/keys/key-limits";
import { draftOf, type KeyBody, type KeyFault, readDraft } from "./key-draft";
import { KeyFailure } from "./key-failure";
import { KeyLimitsFields, type ModelChoice } from "./key-limits-fields";
import type { KeyWords } from "./key-words";

/** As the server has it. */
const LONGEST_NAME = 40;

type KeyFormProps = {
  /** Of ids: two forms may be on the page. */
  prefix: string;
  /** What the form starts from. */
  name: string;
  limits: KeyLimits;
  limitsOpen: boolean;
  models: readonly ModelChoice[];
  words: KeyWords;
  submit: { readonly submit: string; readonly busy: string; readonly cancel: string };
  isPending: boolean;
  error: unknown;
  onSubmit: (body: KeyBody) => void;
  onCancel: () => void;
};

/** A key's name, and its limits in a section that whoever needs none leaves closed. */
export function KeyForm(props: KeyFormProps) {
  const { prefix, models, words, submit, isPending, error, onSubmit, onCancel } = props;
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => draftOf(props.name, props.limits));
  const [faults, setFaults] = useState<readonly KeyFault[]>([]);
  const [isOpen, setOpen] = useState(props.limitsOpen);

  // What is wrong comes into view, with the focus on the first of it.
  useEffect(() => {
    if (faults.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [faults]);

  function send(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    const read = readDraft(draft, props.limits);
    if ("body" in read) {
      setFaults([]);
      onSubmit(read.body);
      return;
    }
    setFaults(read.faults);
    if (read.faults.some((fault) => fault !== "name")) setOpen(true);
  }

  return (
    // Our own sentence instead of the browser's bubble.
    <form ref={form} onSubmit={send} noValidate className="mt-5">
      <Field
        id={`${prefix}-name`}
        label={words.form.label}
        hint={words.form.hint}
        error={faults.includes("name") ? words.form.missing : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            maxLength={LONGEST_NAME}
            required
            autoComplete="off"
            readOnly={isPending}
          />
        )}
      </Field>
      <details
        open={isOpen}
        onToggle={(event) => setOpen(event.currentTarget.open)}
        className="group/limits mt-5 border-y border-line"
      >
        <summary className="flex min-h-14 cursor-pointer list-none items-center justify-between gap-4 py-2 [&::-webkit-details-marker]:hidden">
          <span className="min-w-0">
            <span className="block text-md font-semibold">{words.form.limits}</span>
            <span className="block text-sm text-ink-3">{words.form.limitsHint}</span>
          </span>
          <ChevronDown aria-hidden="true" size={18} className="text-ink-3 group-open/limits:rotate-180" />
        </summary>
        <KeyLimitsFields
          prefix={prefix}
          draft={draft}
          faults={faults}
          models={models}
          words={words.form}
          disabled={isPending}
          onChange={setDraft}
        />
      </details>
      {error !== null && error !== undefined && <KeyFailure error={error} words={words.failed} />}
      <div className="mt-6 flex flex-col-reverse gap-3 tablet:flex-row tablet:justify-end">
        <Button onClick={onCancel} disabled={isPending}>
          {submit.cancel}
        </Button>
        <Button type="submit" variant="primary" busy={isPending} busyLabel={submit.busy}>
          {submit.submit}
        </Button>
      </div>
    </form>
  );
}
