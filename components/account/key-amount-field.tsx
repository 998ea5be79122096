"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type AmountDraft, CUSTOM } from "./key-draft";
import type { KeyAmountWords } from "./key-words";

type KeyAmountFieldProps = {
  id: string;
  value: AmountDraft;
  words: KeyAmountWords;
  isWrong: boolean;
  disabled: boolean;
  onChange: (value: AmountDraft) => void;
};

/** A limit as most people want it, from a short list; or typed. */
export function KeyAmountField({ id, value, words, isWrong, disabled, onChange }: KeyAmountFieldProps) {
  const isCustom = value.choice === CUSTOM;
  return (
    <div className="grid content-start gap-2">
      <Field id={id} label={words.label}>
        {(control) => (
          <Select
            {...control}
            options={words.options}
            value={value.choice}
            disabled={disabled}
            onChange={(event) => onChange({ ...value, choice: event.target.value })}
          />
        )}
      </Field>
      {isCustom && (
        <Field
          id={`${id}-custom`}
          label={words.customLabel}
          labelHidden
          hint={words.example}
          error={isWrong ? words.wrong : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={value.text}
              disabled={disabled}
              autoComplete="off"
              suffix={words.unit}
              onChange={(event) => onChange({ ...value, text: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
