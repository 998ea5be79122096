"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, type FormEvent } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Note } from "@/components/ui/note";
import { SidePanel } from "@/components/ui/side-panel";
import { TextArea } from "@/components/ui/text-area";
import { type ApiError, callApi } from "@/lib/http/call-api";

const Created = z.object({ client: z.object({ name: z.string() }), secret: z.string() });
type Created = z.infer<typeof Created>;
interface Wish {
  name: string;
  sources: string[];
}

type ApiClientPanelProps = { open: boolean; onClose: () => void; onCreated: (name: string) => void };

/** Asks for a name and sources, creates the client, and shows its secret once: it lives in this panel's memory only. */
export function ApiClientPanel({ open, onClose, onCreated }: ApiClientPanelProps) {
  const t = useTranslations("ingestion.clients");
  const { mutate, reset, data, error, isPending } = useMutation<Created, ApiError, Wish>({
    // A result that nobody looks at any more is forgotten at once: it holds the secret.
    gcTime: 0,
    mutationFn: (body) => callApi("POST", "/api/admin/api-clients", { body, answer: (json) => Created.parse(json) }),
    onSuccess: ({ client }) => onCreated(client.name),
  });
  function close() {
    // A secret that has not been copied is not lost to a stray click or Esc: the button below ends it.
    if (data || isPending) return;
    leave();
  }
  function leave() {
    reset();
    onClose();
  }
  return (
    <SidePanel
      open={open}
      onClose={close}
      kind="form"
      title={data ? t("secret.title", { name: data.client.name }) : t("form.title")}
      closeLabel={t("form.close")}
    >
      {open && data && <SecretOnce secret={data.secret} onDone={leave} />}
      {open && !data && <ClientForm error={error} isPending={isPending} onSubmit={mutate} onCancel={leave} />}
    </SidePanel>
  );
}

type ClientFormProps = {
  error: ApiError | null;
  isPending: boolean;
  onSubmit: (wish: Wish) => void;
  onCancel: () => void;
};

function ClientForm({ error, isPending, onSubmit, onCancel }: ClientFormProps) {
  const t = useTranslations("ingestion.clients");
  const [name, setName] = useState("");
  const [sources, setSources] = useState("");
  const [isMissing, setMissing] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(name.trim() === "");
    const lines = sources.split("\n").map((line) => line.trim());
    if (name.trim() !== "" && !isPending) onSubmit({ name: name.trim(), sources: lines.filter((line) => line !== "") });
  }
  return (
    <form noValidate onSubmit={submit} className="mt-4 grid gap-4">
      <Field
        id="client-name"
        label={t("form.name")}
        hint={t("form.nameHint")}
        error={isMissing ? t("form.nameMissing") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            size="sm"
            required
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field id="client-sources" label={t("form.sources")} hint={t("form.sourcesHint")}>
        {(control) => (
          <TextArea
            {...control}
            maxLength={2_000}
            spellCheck={false}
            value={sources}
            onChange={(event) => setSources(event.target.value)}
          />
        )}
      </Field>
      {error && (
        <Note tone="danger" announce="alert">
          {error.message || t("failed")}
        </Note>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" size="sm" busy={isPending} busyLabel={t("form.busy")}>
          {t("form.submit")}
        </Button>
        <Button size="sm" disabled={isPending} onClick={onCancel}>
          {t("form.cancel")}
        </Button>
      </div>
    </form>
  );
}

function SecretOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const t = useTranslations("ingestion.clients.secret");
  const field = useRef<HTMLInputElement>(null);
  // The form that had the focus is gone; the secret itself is what comes next.
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="mt-4 grid gap-4">
      <Note tone="warn" announce="status" title={t("once")}>
        {t("detail")}
      </Note>
      <div>
        <label htmlFor="client-secret" className="block text-md font-semibold">
          {t("label")}
        </label>
        <input
          ref={field}
          id="client-secret"
          readOnly
          value={secret}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          className="mt-2 min-h-11 w-full rounded-md border border-line-strong bg-sunken px-3 font-mono text-base tablet:text-sm"
        />
      </div>
      <div className="flex flex-wrap gap-3">
        <CopyButton showLabel variant="primary" size="sm" text={secret} label={t("copy")} copiedLabel={t("copied")} />
        <Button size="sm" onClick={onDone}>
          {t("done")}
        </Button>
      </div>
    </div>
  );
}
