"use client";

import { LocaleFailure } from "@/components/ui/locale-failure";

type AccountErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** A page of the account that failed: the menu stays, so that the others are one step away. */
export default function AccountError({ error, reset }: AccountErrorProps) {
  return <LocaleFailure framed error={error} reset={reset} />;
}
