"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { DeadLetterView, LetterRights, LetterState } from "@/lib/ingestion/ingested-event";
import { DeadLetterPanel } from "./dead-letter-panel";
import { DeadLetterTable } from "./dead-letter-table";
import { useReplay } from "./use-replay";

type DeadLetterDeskProps = {
  letters: readonly DeadLetterView[];
  state: LetterState;
  rights: LetterRights;
  /** Codes of the catalogue's models. */
  models: readonly string[];
  now: string;
};

/** The letters of a page: choose some to replay, or open one to look at and repair. The list is what the server last drew. */
export function DeadLetterDesk({ letters, state, rights, models, now }: DeadLetterDeskProps) {
  const t = useTranslations("ingestion.letters");
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string | null>(null);
  const [result, setResult] = useState("");
  const outcome = useRef<HTMLSpanElement>(null);
  const replay = useReplay((events) => {
    const count = (status: string) => events.filter((event) => event.status === status).length;
    setResult(
      t("replayed", { settled: count("settled"), waiting: count("dead_letter"), unchanged: count("unchanged") }),
    );
    setChosen(new Set());
    router.refresh();
  });
  // What has left the list meanwhile is not chosen any more.
  const due = letters.filter((letter) => chosen.has(letter.eventId));
  const open = letters.find((letter) => letter.eventId === openId) ?? null;
  // A letter that was charged or discarded is gone, and with it the button that had opened it.
  const hasLeft = openId !== null && open === null;
  useEffect(() => {
    if (hasLeft) outcome.current?.focus();
  }, [hasLeft]);
  const mayChoose = rights.replay && state === "dead";

  return (
    <>
      {mayChoose && (
        <div className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2">
          <Button
            size="xs"
            disabled={due.length === 0}
            busy={replay.isPending}
            busyLabel={t("replaying")}
            onClick={() => replay.mutate(due)}
          >
            {due.length === 0 ? t("replayNone") : t("replayChosen", { count: due.length })}
          </Button>
          <span ref={outcome} tabIndex={-1} role="status" className="text-ink-2">
            {result}
          </span>
        </div>
      )}
      {replay.error && (
        <Note tone="danger" announce="alert" className="m-4">
          {replay.error.message || t("failed")}
        </Note>
      )}
      <DeadLetterTable
        letters={letters}
        state={state}
        chosen={mayChoose ? chosen : null}
        onChoose={setChosen}
        onOpen={setOpenId}
        now={now}
      />
      <DeadLetterPanel
        letter={open}
        rights={rights}
        models={models}
        now={now}
        onClose={() => setOpenId(null)}
        onDone={(sentence) => {
          setResult(sentence);
          router.refresh();
        }}
      />
    </>
  );
}
