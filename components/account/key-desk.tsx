"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { fillTemplate } from "@/lib/i18n/fill-template";
import type { Locale } from "@/lib/i18n/locale";
import { KeyChangeDialog } from "./key-change-dialog";
import { KeyCreateDialog } from "./key-create-dialog";
import type { ModelChoice } from "./key-limits-fields";
import { KeyList } from "./key-list";
import { KeyRevokeDialog } from "./key-revoke-dialog";
import { KeyRotateDialog } from "./key-rotate-dialog";
import type { KeyRow, KeyWords } from "./key-words";
import type { QuickstartFacts } from "./quickstart-samples";

type KeyDeskProps = {
  rows: readonly KeyRow[];
  words: KeyWords;
  facts: QuickstartFacts;
  models: readonly ModelChoice[];
  locale: Locale;
  now: string;
  plusIcon: ReactNode;
  emptyIcon: ReactNode;
};

/** What one key's dialog is open for. */
type Asked = { readonly kind: "change" | "rotate" | "revoke"; readonly row: KeyRow };

/** The account's keys, and what can be done: create, change, replace, revoke. The list is what the server last drew. */
export function KeyDesk({ rows, words, facts, models, locale, now, plusIcon, emptyIcon }: KeyDeskProps) {
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isCreating, setCreating] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [result, setResult] = useState("");
  const [revokedKeys, setRevokedKeys] = useState(0);
  // The button that asked goes away with its key; its dialog has closed by now and given the focus back to it.
  useEffect(() => {
    if (revokedKeys > 0) heading.current?.focus();
  }, [revokedKeys]);

  const rowOf = (kind: Asked["kind"]) => (asked?.kind === kind ? asked.row : null);
  const closeAsked = () => setAsked(null);

  function say(sentence: string, name: string) {
    setResult(fillTemplate(sentence, { name }));
    router.refresh();
  }

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div>
          <h2 ref={heading} tabIndex={-1} id="keys-title" className="text-base/6 font-semibold">
            {words.list}
          </h2>
          <p className="text-sm text-ink-3">{words.count}</p>
        </div>
        <Button variant="primary" onClick={() => setCreating(true)} className="max-tablet:w-full">
          {plusIcon}
          {words.create}
        </Button>
      </div>
      <p role="status" className={result === "" ? "sr-only" : "mb-3 rounded-md bg-ok-soft px-4 py-3 text-md text-ink"}>
        {result}
      </p>
      {rows.length > 0 ? (
        <KeyList rows={rows} words={words} onAsk={(kind, row) => setAsked({ kind, row })} />
      ) : (
        <div className="grid justify-items-center gap-1 py-6 text-center">
          {emptyIcon}
          <p className="font-semibold">{words.empty}</p>
          <p className="text-md text-ink-2">{words.emptyDetail}</p>
        </div>
      )}
      <KeyCreateDialog
        open={isCreating}
        words={words}
        facts={facts}
        models={models}
        onCreated={(name) => say(words.result.created, name)}
        onClose={() => setCreating(false)}
      />
      <KeyChangeDialog
        row={rowOf("change")}
        words={words}
        models={models}
        onChanged={(name) => {
          say(words.result.changed, name);
          closeAsked();
        }}
        onClose={closeAsked}
      />
      <KeyRotateDialog
        row={rowOf("rotate")}
        words={words}
        facts={facts}
        locale={locale}
        now={now}
        onRotated={(name) => say(words.result.rotated, name)}
        onClose={closeAsked}
      />
      <KeyRevokeDialog
        row={rowOf("revoke")}
        words={words}
        onRevoked={(name) => {
          say(words.result.revoked, name);
          closeAsked();
          setRevokedKeys(revokedKeys + 1);
        }}
        onClose={closeAsked}
      />
    </>
  );
}
