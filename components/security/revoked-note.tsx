import { getTranslations } from "next-intl/server";
import { FormErrorNote } from "@/components/ui/form-error-note";
import { Note } from "@/components/ui/note";
import type { FormError } from "@/lib/http/form-error";

type RevokedNoteProps = { done: string | string[] | undefined; error: FormError | null };

/** What came of the button that was just pressed. */
export async function RevokedNote({ done, error }: RevokedNoteProps) {
  const t = await getTranslations("security");
  if (error) return <FormErrorNote error={error} title={t("failed")} />;
  if (done !== "one" && done !== "others") return null;
  return <Note tone="ok" title={t(`done.${done}`)} announce="status" />;
}
