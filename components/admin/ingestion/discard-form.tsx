"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { TextArea } from "@/components/ui/text-area";
import { type ApiError, callApi } from "@/lib/http/call-api";
import type { DeadLetterView } from "@/lib/ingestion/ingested-event";

const Discarded = z.object({ status: z.literal("discarded") });

type DiscardFormProps = { letter: DeadLetterView; onDone: (sentence: string) => void };

/** Gives a dead letter up, with a reason that colleagues can read. */
export function DiscardForm({ letter, onDone }: DiscardFormProps) {
  const t = useTranslations("ingestion.letters");
  const [reason, setReason] = useState("");
  const discarding = useMutation<unknown, ApiError, string>({
    mutationFn: (why) =>
      callApi("POST", "/api/admin/dead-letters/discard", {
        body: { source: letter.source, id: letter.id, reason: why },
        answer: (json) => Discarded.parse(json),
      }),
    onSuccess: () => onDone(t("states.discarded")),
  });
  return (
    <form
      className="grid gap-3 border-t border-line pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        discarding.mutate(reason.trim());
      }}
    >
      <h3 className="text-md font-semibold">{t("discard.title")}</h3>
      <p className="text-sm text-ink-2">{t("discard.detail")}</p>
      <Field id="discard-reason" label={t("discard.reason")}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            required
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {discarding.error && (
        <Note tone="danger" announce="alert">
          {discarding.error.message || t("failed")}
        </Note>
      )}
      <Button
        type="submit"
        variant="danger"
        size="sm"
        className="justify-self-start"
        disabled={reason.trim() === ""}
        busy={discarding.isPending}
        busyLabel={t("discard.busy")}
      >
        {t("discard.submit")}
      </Button>
    </form>
  );
}
