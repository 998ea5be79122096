"use client";

import { LocaleFailure } from "@/components/ui/locale-failure";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed where no frame closer to it stands in. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <LocaleFailure error={error} reset={reset} />;
}
