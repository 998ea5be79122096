import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageTop } from "@/components/hall/page-top";
import { CodeBlock } from "@/components/ui/code-block";
import { env } from "@/lib/env/env";
import { USAGE_EVENT_TYPE } from "@/lib/ingestion/ingested-event";

const FIELDS = [
  { names: ["type"], key: "type" },
  { names: ["source", "id"], key: "sourceId" },
  { names: ["time"], key: "time" },
  { names: ["subject"], key: "subject" },
  { names: ["data.model"], key: "model" },
  { names: ["data.inputTokens", "data.cachedInputTokens", "data.outputTokens"], key: "amounts" },
  { names: ["data.requestId"], key: "requestId" },
] as const;
const ANSWERS = [
  { status: "settled", key: "settled" },
  { status: "duplicate", key: "duplicate" },
  { status: "dead_letter", key: "deadLetter" },
  { status: "invalid", key: "invalid" },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reporting");
  return { title: t("title"), description: t("lead") };
}

/** How another system of the operator reports usage. */
export default async function UsageEventsPage() {
  const t = await getTranslations("reporting");
  return (
    <>
      <PageTop title={t("title")} lead={t("lead")} />
      <div className="mx-auto grid max-w-page gap-12 px-4 pb-16 tablet:px-6 tablet:pb-24">
        <Part id="send" title={t("send.title")}>
          <p className="text-md text-ink-2">{t("send.text")}</p>
          <p className="mt-2 mb-4 text-md text-ink-2">{t("send.modes")}</p>
          <CodeBlock label={t("send.sample")}>{sample(`${env().PUBLIC_URL}/api/usage/events`)}</CodeBlock>
        </Part>
        <Part id="fields" title={t("fields.title")}>
          <dl className="grid gap-4 text-md tablet:gap-3">
            {FIELDS.map(({ names, key }) => (
              <div key={key} className="grid gap-x-6 tablet:grid-cols-[14rem_minmax(0,1fr)]">
                <dt className="font-mono text-sm/6">{names.join(", ")}</dt>
                <dd className="text-ink-2">{t(`fields.${key}`)}</dd>
              </div>
            ))}
          </dl>
        </Part>
        <Part id="answers" title={t("answers.title")}>
          <p className="mb-4 text-md text-ink-2">{t("answers.lead")}</p>
          <dl className="grid gap-4 text-md tablet:gap-3">
            {ANSWERS.map(({ status, key }) => (
              <div key={key} className="grid gap-x-6 tablet:grid-cols-[14rem_minmax(0,1fr)]">
                <dt className="font-mono text-sm/6">{status}</dt>
                <dd className="text-ink-2">{t(`answers.${key}`)}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-4 text-md text-ink-2">{t("answers.again")}</p>
        </Part>
      </div>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="tablet:max-w-[52rem]">
      <h2 id={id} className="mb-3 text-xl font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

function sample(address: string): string {
  return `curl ${address} \\
  -H "Authorization: Bearer tc-…" \\
  -H "Content-Type: application/cloudevents-batch+json" \\
  -d '[{
    "specversion": "1.0",
    "type": "${USAGE_EVENT_TYPE}",
    "source": "urn:example:voice-assistant",
    "id": "call-20260520-000017",
    "time": "2026-05-20T14:32:00+08:00",
    "subject": "acc_018f6d2e7b1c7a108c550123456789ab",
    "data": {
      "model": "glm-5",
      "inputTokens": 1200,
      "cachedInputTokens": 300,
      "outputTokens": 450
    }
  }]'`;
}
