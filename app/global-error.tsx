"use client";

import { FailurePage } from "@/components/ui/failure-page";
import zhCN from "@/lib/i18n/messages/zh-CN/failure.json";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** The document itself failed, so its language is unknown: the default one. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="zh-CN">
      <body>
        <FailurePage words={zhCN} digest={error.digest} homeHref="/" onRetry={reset} />
      </body>
    </html>
  );
}
