"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { fillTemplate } from "@/components/hall/fill-template";
import { Button } from "@/components/ui/button";
import { KeyCreateDialog } from "./key-create-dialog";
import { KeyList } from "./key-list";
import { KeyRevokeDialog } from "./key-revoke-dialog";
import type { KeyRow, KeyWords } from "./key-words";
import type { QuickstartFacts } from "./quickstart-samples";

type KeyDeskProps = {
  rows: readonly KeyRow[];
  words: KeyWords;
  facts: QuickstartFacts;
  plusIcon: ReactNode;
  emptyIcon: ReactNode;
};

/** The account's keys, and the two things that can be done: create one, revoke one. The list is what the server last drew. */
export function KeyDesk({ rows, words, facts, plusIcon, emptyIcon }: KeyDeskProps) {
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<KeyRow | null>(null);
  const [result, setResult] = useState("");
  const [revokedKeys, setRevokedKeys] = useState(0);
  // The button that asked goes away with its key; its dialog has closed by now and given the focus back to it.
  useEffect(() => {
    if (revokedKeys > 0) heading.current?.focus();
  }, [revokedKeys]);

  function onCreated(name: string) {
    setResult(fillTemplate(words.result.created, { name }));
    router.refresh();
  }

  function onRevoked(name: string) {
    setResult(fillTemplate(words.result.revoked, { name }));
    setRevoking(null);
    setRevokedKeys(revokedKeys + 1);
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
        <KeyList rows={rows} words={words} onRevoke={setRevoking} />
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
        onCreated={onCreated}
        onClose={() => setCreating(false)}
      />
      <KeyRevokeDialog row={revoking} words={words} onRevoked={onRevoked} onClose={() => setRevoking(null)} />
    </>
  );
}
