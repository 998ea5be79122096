"use client";

import { useMutation } from "@tanstack/react-query";
import * as z from "zod/mini";
import { callApi } from "@/lib/http/call-api";
import { NO_LIMITS } from "@/lib/keys/key-limits";
import { KeyDialog } from "./key-dialog";
import type { KeyBody } from "./key-draft";
import { KeyForm } from "./key-form";
import type { ModelChoice } from "./key-limits-fields";
import { KeySecret } from "./key-secret";
import type { KeyWords } from "./key-words";
import type { QuickstartFacts } from "./quickstart-samples";

const Created = z.object({ key: z.object({ name: z.string() }), secret: z.string() });

type KeyCreateDialogProps = {
  open: boolean;
  words: KeyWords;
  facts: QuickstartFacts;
  models: readonly ModelChoice[];
  onCreated: (name: string) => void;
  onClose: () => void;
};

/** Asks for a name and limits, creates the key, and shows its secret once: it lives in this dialog's memory only. */
export function KeyCreateDialog({ open, words, facts, models, onCreated, onClose }: KeyCreateDialogProps) {
  const { mutate, reset, data, error, isPending } = useMutation({
    // A result that nobody looks at any more is forgotten at once: it holds the secret.
    gcTime: 0,
    mutationFn: (body: KeyBody) => callApi("POST", "/api/keys", { body, answer: (json) => Created.parse(json) }),
    onSuccess: (created) => onCreated(created.key.name),
  });

  function close() {
    reset();
    onClose();
  }

  return (
    <KeyDialog
      open={open}
      wide
      title={data ? words.secret.title : words.creating.title}
      onDismiss={data || isPending ? null : close}
    >
      {data ? (
        <KeySecret secret={data.secret} words={words} facts={facts} onDone={close} />
      ) : (
        // Closed, it forgets what was typed.
        open && (
          <KeyForm
            prefix="key"
            name=""
            limits={NO_LIMITS}
            limitsOpen={false}
            models={models}
            words={words}
            submit={words.creating}
            isPending={isPending}
            error={error}
            onSubmit={mutate}
            onCancel={close}
          />
        )
      )}
    </KeyDialog>
  );
}
