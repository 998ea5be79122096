"use client";

import { useParams } from "next/navigation";
import { FailurePage } from "@/components/ui/failure-page";
import { localePath } from "@/lib/i18n/navigation";
// The few words of this page travel with it: when it shows, nothing else may be relied on.
import en from "@/lib/i18n/messages/en/failure.json";
import zhCN from "@/lib/i18n/messages/zh-CN/failure.json";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed. Its digest is the request number that the log has too. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const locale = useParams().locale === "en" ? "en" : "zh-CN";
  return (
    <FailurePage
      words={locale === "en" ? en : zhCN}
      digest={error.digest}
      homeHref={localePath(locale, "/")}
      onRetry={reset}
    />
  );
}
