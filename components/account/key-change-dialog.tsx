"use client";

import { useMutation } from "@tanstack/react-query";
import * as z from "zod/mini";
import { callApi } from "@/lib/http/call-api";
import { KeyDialog } from "./key-dialog";
import type { KeyBody } from "./key-draft";
import { KeyForm } from "./key-form";
import type { ModelChoice } from "./key-limits-fields";
import type { KeyRow, KeyWords } from "./key-words";

const Changed = z.object({ name: z.string() });

type KeyChangeDialogProps = {
  /** The key in question; null while none is. */
  row: KeyRow | null;
  words: KeyWords;
  models: readonly ModelChoice[];
  onChanged: (name: string) => void;
  onClose: () => void;
};

/** Changes a key's name and limits. */
export function KeyChangeDialog({ row, words, models, onChanged, onClose }: KeyChangeDialogProps) {
  const { mutate, reset, error, isPending } = useMutation({
    mutationFn: ({ keyId, body }: { keyId: string; body: KeyBody }) =>
      callApi("PUT", `/api/keys/${keyId}`, { body, answer: (json) => Changed.parse(json) }),
    onSuccess: (changed) => onChanged(changed.name),
  });
  function close() {
    reset();
    onClose();
  }
  return (
    <KeyDialog open={row !== null} wide title={row?.changeTitle} onDismiss={isPending ? null : close}>
      {row && (
        <KeyForm
          key={row.id}
          prefix="key-change"
          name={row.name}
          limits={row.limits}
          limitsOpen
          models={models}
          words={words}
          submit={words.changing}
          isPending={isPending}
          error={error}
          onSubmit={(body) => mutate({ keyId: row.id, body })}
          onCancel={close}
        />
      )}
    </KeyDialog>
  );
}
