"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Note } from "@/components/ui/note";
import { Select } from "@/components/ui/select";
import { type ApiError, callApi } from "@/lib/http/call-api";
import type { DeadLetterView, RepairFields } from "@/lib/ingestion/ingested-event";
import { replayLetters } from "./use-replay";

type RepairFormProps = {
  letter: DeadLetterView;
  models: readonly string[];
  onDone: (sentence: string) => void;
};

const Repaired = z.object({ seen: z.string() });
const AMOUNTS = ["inputTokens", "cachedInputTokens", "outputTokens"] as const;
const AMOUNT = /^\d{1,13}$/;
const WORDS = { inputTokens: "input", cachedInputTokens: "cached", outputTokens: "output" } as const;

type Wish = "save" | "replay" | "both";

/** Puts right who pays, what for and when; saves it, replays it, or both. */
export function RepairForm({ letter, models, onDone }: RepairFormProps) {
  const t = useTranslations("ingestion.letters");
  const [fields, setFields] = useState<RepairFields>(letter.fields);
  const [seen, setSeen] = useState(letter.seen);
  const set = (change: Partial<RepairFields>) => setFields({ ...fields, ...change });
  const wrong = AMOUNTS.filter((name) => !AMOUNT.test(fields[name].trim()));

  async function save(): Promise<string> {
    const { payer, model, time } = fields;
    const amounts = Object.fromEntries(AMOUNTS.map((name) => [name, Number(fields[name])]));
    const { source, id } = letter;
    const body = { source, id, seen, payer: payer.trim(), model, time: time.trim(), ...amounts };
    const saved = await callApi("POST", "/api/admin/dead-letters/repair", {
      body,
      answer: (json) => Repaired.parse(json).seen,
    });
    setSeen(saved);
    return t("repair.saved");
  }

  const mutation = useMutation<string, ApiError, Wish>({
    mutationFn: async (wish) => {
      const saved = wish === "replay" ? "" : await save();
      if (wish === "save") return saved;
      const [event] = await replayLetters([letter]);
      if (event?.reason) return t("repair.stillDead", { reason: t(`reasons.${event.reason}`) });
      const settled = event?.status === "settled" ? 1 : 0;
      return t("replayed", { settled, waiting: 0, unchanged: 1 - settled });
    },
    onSuccess: onDone,
  });
  const running = mutation.isPending ? mutation.variables : null;

  return (
    <form
      noValidate
      className="grid gap-4 border-t border-line pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong.length === 0 && running === null) mutation.mutate("both");
      }}
    >
      <h3 className="text-md font-semibold">{t("repair.title")}</h3>
      <TextField
        id="repair-payer"
        label={t("repair.payer")}
        hint={t("repair.payerHint")}
        value={fields.payer}
        onChange={(payer) => set({ payer })}
      />
      <Field id="repair-model" label={t("repair.model")}>
        {(control) => (
          <Select
            {...control}
            size="sm"
            value={fields.model}
            onChange={(event) => set({ model: event.target.value })}
            options={[
              ...(models.includes(fields.model)
                ? []
                : [{ value: fields.model, label: t("repair.unknownModel", { model: fields.model || "?" }) }]),
              ...models.map((code) => ({ value: code, label: code })),
            ]}
          />
        )}
      </Field>
      {AMOUNTS.map((name) => (
        <Field
          key={name}
          id={`repair-${name}`}
          label={t(`repair.${WORDS[name]}`)}
          error={wrong.includes(name) ? t("repair.number") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              size="sm"
              numeric
              inputMode="numeric"
              maxLength={13}
              autoComplete="off"
              value={fields[name]}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <TextField
        id="repair-time"
        label={t("repair.time")}
        hint={t("repair.timeHint")}
        value={fields.time}
        onChange={(time) => set({ time })}
      />
      <RepairOutcome error={mutation.error} sentence={mutation.data ?? ""} />
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          size="sm"
          disabled={wrong.length > 0 || (running !== null && running !== "both")}
          busy={running === "both"}
          busyLabel={t("repair.busy")}
        >
          {t("repair.saveAndReplay")}
        </Button>
        <Button size="sm" disabled={wrong.length > 0 || running !== null} onClick={() => mutation.mutate("save")}>
          {t("repair.save")}
        </Button>
        <Button size="sm" variant="ghost" disabled={running !== null} onClick={() => mutation.mutate("replay")}>
          {t("repair.replay")}
        </Button>
      </div>
    </form>
  );
}

type TextFieldProps = { id: string; label: string; hint: string; value: string; onChange: (text: string) => void };

function TextField({ id, label, hint, value, onChange }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          size="sm"
          maxLength={40}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function RepairOutcome({ error, sentence }: { error: ApiError | null; sentence: string }) {
  const t = useTranslations("ingestion.letters");
  return (
    <>
      <p role="status" className={sentence === "" ? "sr-only" : "text-sm text-ink-2"}>
        {sentence}
      </p>
      {error && (
        <Note tone="danger" announce="alert">
          {error.message || t("failed")}
        </Note>
      )}
    </>
  );
}
