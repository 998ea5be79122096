"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { ChoiceCard } from "@/components/ui/choice-card";
import { Note } from "@/components/ui/note";
import { callApi } from "@/lib/http/call-api";
import { fillTemplate } from "@/lib/i18n/fill-template";
import { formatInstant } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import { KeyDialog } from "./key-dialog";
import { KeyFailure } from "./key-failure";
import { KeySecret } from "./key-secret";
import type { KeyRow, KeyWords } from "./key-words";
import type { QuickstartFacts } from "./quickstart-samples";

const Rotated = z.object({
  key: z.object({ name: z.string(), formerUntil: z.nullable(z.string()) }),
  secret: z.string(),
});

/** A day to put the new key everywhere, unless somebody chooses otherwise. */
const USUAL_OVERLAP_SECONDS = 86_400;

type KeyRotateDialogProps = {
  /** The key in question; null while none is. */
  row: KeyRow | null;
  words: KeyWords;
  facts: QuickstartFacts;
  locale: Locale;
  now: string;
  onRotated: (name: string) => void;
  onClose: () => void;
};

/** Asks how long the old secret should go on working, gives the key a new one, and shows that once. */
export function KeyRotateDialog({ row, words, facts, locale, now, onRotated, onClose }: KeyRotateDialogProps) {
  const { mutate, reset, data, error, isPending } = useMutation({
    // A result that nobody looks at any more is forgotten at once: it holds the secret.
    gcTime: 0,
    mutationFn: ({ keyId, ...body }: Rotation & { keyId: string }) =>
      callApi("POST", `/api/keys/${keyId}/rotate`, { body, answer: (json) => Rotated.parse(json) }),
    onSuccess: ({ key }) => onRotated(key.name),
  });
  function close() {
    reset();
    onClose();
  }
  const { rotating } = words;
  const until = data?.key.formerUntil;
  return (
    <KeyDialog
      open={row !== null}
      wide={data !== undefined}
      title={data ? rotating.doneTitle : row?.rotateTitle}
      onDismiss={data || isPending ? null : close}
    >
      {data ? (
        <KeySecret secret={data.secret} words={words} facts={facts} onDone={close}>
          {until ? fillTemplate(rotating.until, { instant: formatInstant(until, locale, now) }) : rotating.stopped}
        </KeySecret>
      ) : (
        row && (
          <RotateForm
            key={row.id}
            words={words}
            hasFormer={row.hasFormer}
            isPending={isPending}
            error={error}
            onSubmit={(rotation) => mutate({ keyId: row.id, ...rotation })}
            onCancel={close}
          />
        )
      )}
    </KeyDialog>
  );
}

type Rotation = { overlapSeconds: number; requestKey: string };

type RotateFormProps = {
  words: KeyWords;
  hasFormer: boolean;
  isPending: boolean;
  error: unknown;
  onSubmit: (rotation: Rotation) => void;
  onCancel: () => void;
};

function RotateForm({ words, hasFormer, isPending, error, onSubmit, onCancel }: RotateFormProps) {
  const { rotating } = words;
  // Another choice is another request; the same one sent again, after an answer that was lost, rotates only once.
  const [wish, setWish] = useState<Rotation>(() => wishFor(USUAL_OVERLAP_SECONDS));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) onSubmit(wish);
      }}
    >
      <p className="mt-3 text-md text-ink-2">{rotating.detail}</p>
      <fieldset className="mt-4 min-w-0">
        <legend className="text-md font-semibold">{rotating.overlap}</legend>
        {rotating.choices.map(({ seconds, label, detail }) => (
          <ChoiceCard
            key={seconds}
            name="overlap"
            value={seconds}
            label={label}
            detail={detail}
            checked={wish.overlapSeconds === seconds}
            disabled={isPending}
            onChange={() => setWish(wishFor(seconds))}
          />
        ))}
      </fieldset>
      {hasFormer && (
        <Note tone="warn" className="mt-3">
          {rotating.former}
        </Note>
      )}
      {error !== null && error !== undefined && <KeyFailure error={error} words={words.failed} />}
      <div className="mt-6 flex flex-col-reverse gap-3 tablet:flex-row tablet:justify-end">
        <Button onClick={onCancel} disabled={isPending}>
          {rotating.cancel}
        </Button>
        <Button type="submit" variant="primary" busy={isPending} busyLabel={rotating.busy}>
          {rotating.submit}
        </Button>
      </div>
    </form>
  );
}

function wishFor(overlapSeconds: number): Rotation {
  // Not randomUUID, which pages without TLS do not have.
  return { overlapSeconds, requestKey: crypto.getRandomValues(new Uint32Array(4)).join("-") };
}
