"use client";

import { useParams } from "next/navigation";
import { localePath } from "@/lib/i18n/navigation";
// The few words of this page travel with it: when it shows, nothing else may be relied on.
import en from "@/lib/i18n/messages/en/failure.json";
import zhCN from "@/lib/i18n/messages/zh-CN/failure.json";
import { FailurePage } from "./failure-page";

type LocaleFailureProps = { error: Error & { digest?: string }; reset: () => void; framed?: boolean };

/** A page that failed, in the reader's language. Its digest is the request number that the log has too. */
export function LocaleFailure({ error, reset, framed = false }: LocaleFailureProps) {
  const locale = useParams().locale === "en" ? "en" : "zh-CN";
  return (
    <FailurePage
      words={locale === "en" ? en : zhCN}
      digest={error.digest}
      homeHref={localePath(locale, "/")}
      framed={framed}
      onRetry={reset}
    />
  );
}
