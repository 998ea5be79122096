"use client";

import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { callApi } from "@/lib/http/call-api";
import { KeyDialog } from "./key-dialog";
import { KeyFailure } from "./key-failure";
import { KeySecret } from "./key-secret";
import type { KeyWords } from "./key-words";
import type { QuickstartFacts } from "./quickstart-samples";

/** As the server has it. */
const LONGEST_NAME = 40;

const Created = z.object({ key: z.object({ name: z.string() }), secret: z.string() });

type KeyCreateDialogProps = {
  open: boolean;
  words: KeyWords;
  facts: QuickstartFacts;
  onCreated: (name: string) => void;
  onClose: () => void;
};

/** Asks for a name, creates the key, and shows its secret once: it lives in this dialog's memory only. */
export function KeyCreateDialog({ open, words, facts, onCreated, onClose }: KeyCreateDialogProps) {
  const [name, setName] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { mutate, reset, data, error, isPending } = useMutation({
    // A result that nobody looks at any more is forgotten at once: it holds the secret.
    gcTime: 0,
    mutationFn: (wanted: string) =>
      callApi("POST", "/api/keys", { body: { name: wanted }, answer: (json) => Created.parse(json) }),
    onSuccess: (created) => onCreated(created.key.name),
  });

  function close() {
    reset();
    setName("");
    setMissing(false);
    onClose();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = name.trim();
    setMissing(wanted === "");
    if (wanted !== "" && !isPending) mutate(wanted);
  }

  const { form, secret } = words;
  return (
    <KeyDialog
      open={open}
      wide={data !== undefined}
      title={data ? secret.title : form.title}
      onDismiss={data || isPending ? null : close}
    >
      {data ? (
        <KeySecret secret={data.secret} words={words} facts={facts} onDone={close} />
      ) : (
        // Our own sentence instead of the browser's bubble.
        <form onSubmit={submit} noValidate className="mt-5">
          <Field id="key-name" label={form.label} hint={form.hint} error={isMissing ? form.missing : undefined}>
            {(control) => (
              <Input
                {...control}
                value={name}
                onChange={(event) => setName(event.target.value)}
                maxLength={LONGEST_NAME}
                required
                autoComplete="off"
                readOnly={isPending}
              />
            )}
          </Field>
          {error && <KeyFailure error={error} words={words.failed} />}
          <div className="mt-6 flex flex-col-reverse gap-3 tablet:flex-row tablet:justify-end">
            <Button onClick={close} disabled={isPending}>
              {form.cancel}
            </Button>
            <Button type="submit" variant="primary" busy={isPending} busyLabel={form.busy}>
              {form.submit}
            </Button>
          </div>
        </form>
      )}
    </KeyDialog>
  );
}
