"use client";

import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextArea } from "@/components/ui/text-area";
import { KeyAmountField } from "./key-amount-field";
import type { AmountName, KeyDraft, KeyFault } from "./key-draft";
import type { KeyFormWords } from "./key-words";

/** A model that a key can be limited to. */
export type ModelChoice = { readonly code: string; readonly name: string };

type KeyLimitsFieldsProps = {
  /** Of ids: two forms may be on the page. */
  prefix: string;
  draft: KeyDraft;
  faults: readonly KeyFault[];
  models: readonly ModelChoice[];
  words: KeyFormWords;
  disabled: boolean;
  onChange: (draft: KeyDraft) => void;
};

/** What a key may not exceed, in the order in which people think of it. */
export function KeyLimitsFields({ prefix, draft, faults, models, words, disabled, onChange }: KeyLimitsFieldsProps) {
  const amount = (name: AmountName) => (
    <KeyAmountField
      id={`${prefix}-${name}`}
      value={draft.amounts[name]}
      words={words.amounts[name]}
      isWrong={faults.includes(name)}
      disabled={disabled}
      onChange={(value) => onChange({ ...draft, amounts: { ...draft.amounts, [name]: value } })}
    />
  );
  // A pattern such as "glm-*", set by a program, is shown as it is.
  const patterns = draft.models.filter((code) => !models.some((model) => model.code === code));
  const choices = [...models, ...patterns.map((code) => ({ code, name: code }))];
  const toggle = (code: string, isChosen: boolean) =>
    onChange({ ...draft, models: isChosen ? [...draft.models, code] : draft.models.filter((each) => each !== code) });
  return (
    <div className="grid gap-6 pt-3 pb-5">
      <Group title={words.amountTitle} hint={words.amountHint}>
        <div className="grid gap-4 tablet:grid-cols-3">
          {amount("dayCapTokens")}
          {amount("monthCapTokens")}
          {amount("totalCapTokens")}
        </div>
      </Group>
      <Field id={`${prefix}-last-day`} label={words.lastDay} hint={words.lastDayHint}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={draft.lastDay}
            disabled={disabled}
            className="tablet:w-60"
            onChange={(event) => onChange({ ...draft, lastDay: event.target.value })}
          />
        )}
      </Field>
      <Group title={words.models} hint={words.modelsHint}>
        <div className="grid grid-cols-2 gap-x-4 tablet:grid-cols-3">
          {choices.map(({ code, name }) => (
            <Checkbox
              key={code}
              label={name}
              checked={draft.models.includes(code)}
              disabled={disabled}
              onChange={(event) => toggle(code, event.target.checked)}
            />
          ))}
        </div>
      </Group>
      <Field id={`${prefix}-addresses`} label={words.addresses} hint={words.addressesHint}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            value={draft.addresses}
            disabled={disabled}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onChange({ ...draft, addresses: event.target.value })}
          />
        )}
      </Field>
      <Group title={words.speedTitle} hint={words.speedHint}>
        <div className="grid gap-4 tablet:grid-cols-2">
          {amount("tokensPerMinute")}
          {amount("requestsPerMinute")}
        </div>
      </Group>
    </div>
  );
}

function Group({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="text-md font-semibold">{title}</legend>
      <p className="mt-1 mb-3 text-sm text-ink-3">{hint}</p>
      {children}
    </fieldset>
  );
}
