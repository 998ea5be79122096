import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { quickstartSamples } from "@/components/account/quickstart-samples";
import { PageTop } from "@/components/hall/page-top";
import { CodeBlock } from "@/components/ui/code-block";
import { DefinitionList } from "@/components/ui/definition-list";
import { TextLink } from "@/components/ui/text-link";
import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { offersOnSale, referenceModel } from "@/lib/catalogue/offers-on-sale";
import { env } from "@/lib/env/env";
import { pageContext } from "@/lib/http/page-context";
import { formatYuan } from "@/lib/i18n/format-money";
import { localePath } from "@/lib/i18n/navigation";

const ANSWERS = [
  { status: 401, key: "unauthorised" },
  { status: 402, key: "insufficient" },
  { status: 404, key: "notFound" },
  { status: 502, key: "upstream" },
] as const;
const SAMPLE_NAMES = { env: ".env", curl: "curl", python: "Python", node: "Node.js" } as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hall.docs");
  return { title: t("title"), description: t("lead") };
}

/** From nothing to a charged call, in four steps. */
export default async function QuickstartPage() {
  const [{ now }, locale, t] = await Promise.all([pageContext(), getLocale(), getTranslations("hall.docs")]);
  const { models, payAsYouGo, plans } = offersOnSale(await getCatalogue(now));
  const model = referenceModel(models);
  const baseUrl = `${env().PUBLIC_GATEWAY_URL}/v1`;
  const leastFen = Math.min(...[...plans, ...(payAsYouGo ? [payAsYouGo] : [])].map(({ current }) => current.priceFen));

  return (
    <>
      <PageTop title={t("title")} lead={t("lead")} />
      <ol className="mx-auto grid max-w-page gap-10 px-4 tablet:px-6">
        <Step
          no={1}
          title={t("step1")}
          text={Number.isFinite(leastFen) ? t("step1Text", { price: formatYuan(leastFen, "card") }) : ""}
        >
          <TextLink href={localePath(locale, "/plans")}>{t("step1Link")}</TextLink>
        </Step>
        <Step no={2} title={t("step2")} text={t("step2Text")}>
          <TextLink href={localePath(locale, "/account/keys")}>{t("step2Link")}</TextLink>
        </Step>
        <Step no={3} title={t("step3")}>
          <DefinitionList
            className="mb-4 max-w-140"
            items={[{ key: "base", term: t("baseUrl"), value: <code className="font-mono text-sm">{baseUrl}</code> }]}
          />
          {model && (
            <div className="grid gap-4">
              {quickstartSamples({ baseUrl, model: model.code, prompt: t("prompt") }).map((sample) => (
                <div key={sample.key} className="min-w-0">
                  <h3 className="mb-1.5 text-sm font-semibold text-ink-2">
                    {SAMPLE_NAMES[sample.key]}{" "}
                    {sample.install && <code className="ms-2 font-mono font-normal text-ink-3">{sample.install}</code>}
                  </h3>
                  <CodeBlock label={SAMPLE_NAMES[sample.key]}>{sample.code}</CodeBlock>
                </div>
              ))}
            </div>
          )}
        </Step>
        <Step no={4} title={t("step4")} text={t("step4Text")}>
          <TextLink href={localePath(locale, "/account/usage")}>{t("step4Link")}</TextLink>
        </Step>
      </ol>
      <section aria-labelledby="answers" className="mx-auto max-w-page px-4 pt-12 pb-16 tablet:px-6 tablet:pb-24">
        <h2 id="answers" className="mb-3 text-xl font-semibold">
          {t("errorsTitle")}
        </h2>
        <dl className="grid max-w-[44rem] gap-2 text-md">
          {ANSWERS.map(({ status, key }) => (
            <div key={key} className="grid grid-cols-[3.5rem_minmax(0,1fr)]">
              <dt className="font-mono tabular-nums">{status}</dt>
              <dd className="text-ink-2">{t(`errors.${key}`)}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-5">
          <TextLink href={localePath(locale, "/models")} look="onward">
            {t("modelsLink")}
          </TextLink>
        </p>
      </section>
    </>
  );
}

function Step({ no, title, text, children }: { no: number; title: string; text?: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 tablet:max-w-[52rem]">
      <span
        aria-hidden="true"
        className="grid size-7 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-ink tabular-nums"
      >
        {no}
      </span>
      <div className="min-w-0">
        <h2 className="text-lg font-semibold">{title}</h2>
        {text && <p className="mt-1 mb-2 text-md text-ink-2">{text}</p>}
        <div className={text ? undefined : "mt-3"}>{children}</div>
      </div>
    </li>
  );
}
