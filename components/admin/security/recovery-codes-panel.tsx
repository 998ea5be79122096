"use client";

import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Note } from "@/components/ui/note";
import { ApiError, callApi } from "@/lib/http/call-api";

const Answer = z.object({ codes: z.array(z.string()) });

export type RecoveryCodesWords = Record<
  "left" | "regenerate" | "regenerating" | "again" | "once" | "keep" | "copy" | "copied" | "offline" | "notMade",
  string
>;

/** Makes new recovery codes and shows them this one time. */
export function RecoveryCodesPanel({ words }: { words: RecoveryCodesWords }) {
  const [codes, setCodes] = useState<string[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function regenerate() {
    setBusy(true);
    setFailure(null);
    try {
      const answer = await callApi("POST", "/api/staff/recovery-codes", {
        body: {},
        answer: (json) => Answer.parse(json),
      });
      setCodes(answer.codes);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.code === "OFFLINE" ? words.offline : error.message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="grid gap-4">
      <p className="text-ink-2">
        {codes === null && `${words.left} `}
        {words.again}
      </p>
      {failure !== null && (
        <Note tone="danger" title={words.notMade} announce="alert">
          {failure}
        </Note>
      )}
      {codes !== null && (
        <>
          <Note tone="warn" title={words.once} announce="status">
            {words.keep}
          </Note>
          <ul className="grid grid-cols-1 gap-x-8 gap-y-1.5 rounded-md bg-sunken px-4 py-3 font-mono text-md tablet:grid-cols-2">
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </>
      )}
      <div className="flex flex-wrap gap-3">
        <Button size="sm" busy={busy} busyLabel={words.regenerating} onClick={() => void regenerate()}>
          {words.regenerate}
        </Button>
        {codes !== null && (
          <CopyButton text={codes.join("\n")} label={words.copy} copiedLabel={words.copied} showLabel variant="soft" />
        )}
      </div>
    </div>
  );
}
