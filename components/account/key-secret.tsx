"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Note } from "@/components/ui/note";
import type { KeyWords } from "./key-words";
import { type QuickstartFacts, quickstartSamples } from "./quickstart-samples";
import { QuickstartTabs } from "./quickstart-tabs";

type KeySecretProps = {
  secret: string;
  words: KeyWords;
  facts: QuickstartFacts;
  onDone: () => void;
  /** What else to know about it, before the samples. */
  children?: ReactNode;
};

/** The one time a key is seen whole: to copy, alone or inside a sample that runs. */
export function KeySecret({ secret, words, facts, onDone, children }: KeySecretProps) {
  const field = useRef<HTMLInputElement>(null);
  // The form that had the focus is gone; the key itself is what comes next.
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <Note tone="warn" announce="status" title={words.secret.once} className="mt-4">
        {words.secret.detail}
      </Note>
      <label htmlFor="key-secret" className="mt-5 block text-md font-semibold">
        {words.secret.label}
      </label>
      <div className="mt-2 flex flex-col gap-2 tablet:flex-row">
        <input
          ref={field}
          id="key-secret"
          readOnly
          value={secret}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          className="min-h-11 min-w-0 flex-1 rounded-md border border-line-strong bg-sunken px-3 font-mono text-base tablet:text-sm"
        />
        <CopyButton
          showLabel
          variant="primary"
          size="md"
          text={secret}
          label={words.secret.copy}
          copiedLabel={words.secret.copied}
        />
      </div>
      {children !== undefined && <p className="mt-4 text-md text-ink-2">{children}</p>}
      <h3 className="mt-6 text-md font-semibold">{words.secret.samples}</h3>
      <QuickstartTabs samples={quickstartSamples({ ...facts, secret })} words={words.quickstart} />
      <div className="mt-6 flex justify-end">
        <Button onClick={onDone} className="max-tablet:w-full">
          {words.secret.done}
        </Button>
      </div>
    </>
  );
}
