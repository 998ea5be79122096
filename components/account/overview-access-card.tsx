import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import type { KeyView } from "@/lib/keys/key-view";
import { keyLastUsed } from "./key-last-used";
import { QuickstartCode } from "./quickstart-code";
import { curlSample } from "./quickstart-samples";

type OverviewAccessCardProps = {
  baseUrl: string;
  model: string;
  /** Live keys, newest first. */
  keys: readonly KeyView[];
  locale: Locale;
  now: string;
};

const ROW =
  "grid grid-cols-[4.5rem_minmax(0,1fr)_auto] items-center gap-x-3 min-h-12 border-t border-line first:border-t-0";

/** What a program needs to call: address, key, and one request to try. */
export async function OverviewAccessCard({ baseUrl, model, keys, locale, now }: OverviewAccessCardProps) {
  const t = await getTranslations("account.access");
  const common = await getTranslations("common");
  const keyWords = await getTranslations("keys");
  const sample = curlSample({ baseUrl, model, prompt: keyWords("quickstart.prompt") });
  const [newest] = keys;
  return (
    <Card aria-labelledby="access-title" id="access">
      <CardHead
        titleId="access-title"
        title={t("title")}
        className="mb-2"
        aside={
          <TextLink look="onward" href={localePath(locale, "/account/keys")}>
            {t("manage")}
          </TextLink>
        }
      />
      <dl className="mb-4 text-md">
        <div className={ROW}>
          <dt className="text-ink-2">{t("address")}</dt>
          <dd className="min-w-0 truncate font-mono text-sm" title={baseUrl}>
            {baseUrl}
          </dd>
          <dd>
            <CopyButton text={baseUrl} label={t("copyAddress")} copiedLabel={common("copied")} className="-me-3" />
          </dd>
        </div>
        <div className={ROW}>
          <dt className="text-ink-2">{t("key")}</dt>
          {newest ? (
            <dd className="col-span-2 flex min-w-0 flex-wrap items-baseline gap-x-3">
              <span className="font-mono text-sm">{newest.hint}</span>
              <span className="text-sm text-ink-3">
                {newest.name} · {keyLastUsed(newest.lastUsedAt, now, locale, keyWords)}
              </span>
            </dd>
          ) : (
            <dd className="col-span-2 flex flex-wrap items-baseline gap-x-3">
              {t("noKey")}
              <TextLink href={localePath(locale, "/account/keys")}>{t("createKey")}</TextLink>
            </dd>
          )}
        </div>
      </dl>
      <CodeBlock
        label={t("sample")}
        action={<CopyButton text={sample} label={t("copySample")} copiedLabel={common("copied")} />}
      >
        <QuickstartCode code={sample} />
      </CodeBlock>
      <p className="mt-2 text-sm text-ink-3">{t("sampleNote")}</p>
    </Card>
  );
}
