"use client";

import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { DefinitionList } from "@/components/ui/definition-list";
import { SidePanel } from "@/components/ui/side-panel";
import { formatInstant } from "@/lib/i18n/format-time";
import type { DeadLetterView, LetterRights } from "@/lib/ingestion/ingested-event";
import { DiscardForm } from "./discard-form";
import { RepairForm } from "./repair-form";

type DeadLetterPanelProps = {
  letter: DeadLetterView | null;
  rights: LetterRights;
  models: readonly string[];
  now: string;
  onClose: () => void;
  /** Something was changed; the sentence says what. */
  onDone: (sentence: string) => void;
};

/** One dead letter: what it says, and what can be done about it. */
export function DeadLetterPanel({ letter, rights, models, now, onClose, onDone }: DeadLetterPanelProps) {
  const t = useTranslations("ingestion.letters");
  const isOpen = letter?.state === "dead";
  return (
    <SidePanel
      open={letter !== null}
      onClose={onClose}
      kind="form"
      title={letter && <span className="wrap-anywhere">{t("panel.title", { id: letter.id })}</span>}
      closeLabel={t("panel.close")}
    >
      {letter && (
        <div className="grid gap-6 py-4">
          <LetterFacts letter={letter} now={now} />
          {isOpen && rights.repair && (
            <RepairForm key={letter.eventId} letter={letter} models={models} onDone={onDone} />
          )}
          {isOpen && rights.discard && <DiscardForm letter={letter} onDone={onDone} />}
        </div>
      )}
    </SidePanel>
  );
}

function LetterFacts({ letter, now }: { letter: DeadLetterView; now: string }) {
  const t = useTranslations("ingestion.letters");
  const locale = useLocale();
  const facts = [
    { key: "client", term: t("panel.client"), value: letter.clientName },
    { key: "source", term: t("source"), value: <span className="font-mono text-xs">{letter.source}</span> },
    { key: "time", term: t("panel.time"), value: <span className="font-mono text-xs">{letter.time || "?"}</span> },
    { key: "received", term: t("panel.received"), value: formatInstant(letter.receivedAt, locale, now, "second") },
    { key: "event", term: t("panel.eventId"), value: <span className="font-mono text-xs">{letter.eventId}</span> },
    ...(letter.field === null
      ? []
      : [{ key: "field", term: t("panel.field"), value: <span className="font-mono text-xs">{letter.field}</span> }]),
    ...(letter.note === null ? [] : [{ key: "note", term: t("panel.note"), value: letter.note }]),
  ];
  return (
    <div className="grid gap-4">
      <p>
        <Badge tone={letter.state === "dead" ? "warn" : "line"} className="h-auto min-h-6 py-0.5 whitespace-normal">
          {t(`reasons.${letter.reason}`)}
        </Badge>
      </p>
      <DefinitionList items={facts} className="gap-1.5 text-sm" />
      <BodyBlock label={t("panel.body")} text={letter.body} />
      {letter.repaired !== null && <BodyBlock label={t("panel.repaired")} text={letter.repaired} />}
    </div>
  );
}

function BodyBlock({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 text-sm font-semibold text-ink-2">{label}</h3>
      <CodeBlock label={label}>{text}</CodeBlock>
    </div>
  );
}
