import { ApiError } from "@/lib/http/call-api";
import { Note } from "@/components/ui/note";
import type { KeyWords } from "./key-words";

type KeyFailureProps = { error: unknown; words: KeyWords["failed"] };

/** Why a key was not created or revoked: the server's own sentence, with the number to quote. */
export function KeyFailure({ error, words }: KeyFailureProps) {
  const refused = error instanceof ApiError ? error : null;
  const sentence = refused?.code === "OFFLINE" ? words.offline : (refused?.message ?? "");
  return (
    <Note tone="danger" announce="alert" className="mt-4">
      {sentence === "" ? words.unknown : sentence}
      {refused?.requestId && (
        <span className="block font-mono text-xs text-ink-3">
          {words.requestNumber} {refused.requestId}
        </span>
      )}
    </Note>
  );
}
