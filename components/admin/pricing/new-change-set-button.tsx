"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { type ApiError, callApi } from "@/lib/http/call-api";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";

type NewChangeSetButtonProps = {
  locale: Locale;
  words: { label: string; busy: string; untitled: string; failed: string };
};

const Made = z.object({ number: z.string() });

/** Opens an empty draft and goes there. */
export function NewChangeSetButton({ locale, words }: NewChangeSetButtonProps) {
  const router = useRouter();
  const creation = useMutation<string, ApiError>({
    mutationFn: () =>
      callApi("POST", "/api/admin/change-sets", {
        body: { title: words.untitled },
        answer: (json) => Made.parse(json).number,
      }),
    onSuccess: (number) => router.push(localePath(locale, `/admin/pricing/${number}`)),
  });
  const isBusy = creation.isPending || creation.isSuccess;
  return (
    <span className="flex flex-wrap items-center gap-3">
      {/* Empty it stands there for screen readers only, and takes back its gap. */}
      <span role="alert" className="text-danger empty:-me-3">
        {creation.error ? creation.error.message || words.failed : null}
      </span>
      <Button variant="primary" size="sm" busy={isBusy} busyLabel={words.busy} onClick={() => creation.mutate()}>
        <Icon of={Plus} size={16} strokeWidth={2} />
        {words.label}
      </Button>
    </span>
  );
}
