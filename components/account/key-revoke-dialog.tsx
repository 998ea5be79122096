"use client";

import { useMutation } from "@tanstack/react-query";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { callApi } from "@/lib/http/call-api";
import { KeyDialog } from "./key-dialog";
import { KeyFailure } from "./key-failure";
import type { KeyRow, KeyWords } from "./key-words";

const Revoked = z.object({ name: z.string() });

type KeyRevokeDialogProps = {
  /** The key in question; null while none is. */
  row: KeyRow | null;
  words: KeyWords;
  onRevoked: (name: string) => void;
  onClose: () => void;
};

/** Says what stops and what does not, then revokes. */
export function KeyRevokeDialog({ row, words, onRevoked, onClose }: KeyRevokeDialogProps) {
  const { mutate, reset, error, isPending } = useMutation({
    mutationFn: (keyId: string) =>
      callApi("POST", `/api/keys/${keyId}/revoke`, { answer: (json) => Revoked.parse(json) }),
    onSuccess: (revoked) => onRevoked(revoked.name),
  });
  function close() {
    reset();
    onClose();
  }
  const { revoking } = words;
  return (
    <KeyDialog open={row !== null} title={row?.revokeTitle} onDismiss={isPending ? null : close}>
      <p className="mt-3 text-md text-ink-2">{row?.revokeEffect}</p>
      <p className="mt-2 text-md text-ink-2">{revoking.kept}</p>
      {error && <KeyFailure error={error} words={words.failed} />}
      <div className="mt-6 flex flex-col-reverse gap-3 tablet:flex-row tablet:justify-end">
        <Button onClick={close} disabled={isPending}>
          {revoking.cancel}
        </Button>
        <Button variant="danger" busy={isPending} busyLabel={revoking.busy} onClick={() => row && mutate(row.id)}>
          {revoking.submit}
        </Button>
      </div>
    </KeyDialog>
  );
}
