"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import { QuickstartCode } from "./quickstart-code";
import type { QuickstartSample } from "./quickstart-samples";

export type QuickstartWords = {
  readonly tabs: string;
  readonly names: Readonly<Record<QuickstartSample["key"], string>>;
  readonly copyCode: string;
  readonly copied: string;
  /** Before the command that installs a client. */
  readonly install: string;
};

type QuickstartTabsProps = { samples: readonly QuickstartSample[]; words: QuickstartWords };

/** The same call in a shell and in two languages, and the two lines of an .env file. */
export function QuickstartTabs({ samples, words }: QuickstartTabsProps) {
  return (
    <Tabs
      label={words.tabs}
      tabs={samples.map((sample) => ({
        key: sample.key,
        label: words.names[sample.key],
        panel: (
          <>
            <CodeBlock
              label={words.names[sample.key]}
              action={<CopyButton text={sample.code} label={words.copyCode} copiedLabel={words.copied} />}
            >
              <QuickstartCode code={sample.code} />
            </CodeBlock>
            {sample.install !== undefined && (
              <p className="mt-2 text-sm text-ink-3">
                {words.install} <code className="font-mono text-ink-2">{sample.install}</code>
              </p>
            )}
          </>
        ),
      }))}
    />
  );
}
