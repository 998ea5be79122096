import { getTranslations } from "next-intl/server";
import { Note } from "@/components/ui/note";

type FormErrorNoteProps = {
  /** What was refused, in words, and the number to find it by; null when nothing was. */
  error: { sentence: string; requestId: string | null } | null;
  title: string;
};

/** Why the form that was just sent did nothing. */
export async function FormErrorNote({ error, title }: FormErrorNoteProps) {
  if (!error) return null;
  const t = await getTranslations("common");
  return (
    <Note tone="danger" announce="alert" title={title}>
      <p>{error.sentence}</p>
      {error.requestId !== null && (
        <p className="font-mono text-xs text-ink-3">{t("requestNumber", { id: error.requestId })}</p>
      )}
    </Note>
  );
}
