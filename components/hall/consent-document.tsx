import { getTranslations } from "next-intl/server";
import { PageTop } from "@/components/hall/page-top";

type ConsentDocumentProps = {
  title: string;
  lead: string;
  version: string;
  items: readonly { key: string; title: string; text: string }[];
};

/** A document that customers agree to, in the version they agree to now. */
export async function ConsentDocument({ title, lead, version, items }: ConsentDocumentProps) {
  const t = await getTranslations("documents");
  return (
    <>
      <PageTop title={title} lead={lead} aside={<p className="text-sm text-ink-3">{t("version", { version })}</p>} />
      <ol className="mx-auto grid max-w-page gap-7 px-4 pb-14 tablet:px-6 tablet:pb-22">
        {items.map((item, index) => (
          <li key={item.key} className="max-w-[44rem]">
            <h2 className="text-lg font-semibold">
              {index + 1}. {item.title}
            </h2>
            <p className="mt-1.5 text-ink-2">{item.text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
