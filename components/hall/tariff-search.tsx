import { Search } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { localePath } from "@/lib/i18n/navigation";

type TariffSearchProps = { text: string; count: number; example: string };

/** Looks tariffs up by number or name; a plain form, so that its answer has an address. */
export async function TariffSearch({ text, count, example }: TariffSearchProps) {
  const locale = await getLocale();
  const t = await getTranslations("hall.tariffs");
  const path = localePath(locale, "/tariffs");
  return (
    <search className="mx-auto block max-w-page px-4 tablet:px-6" data-print="hide">
      <form method="get" action={path} className="grid max-w-120 grid-cols-[minmax(0,1fr)_auto] gap-2">
        <Input
          name="q"
          type="search"
          maxLength={60}
          defaultValue={text}
          aria-label={t("search")}
          placeholder={t("search")}
        />
        <Button type="submit" className="min-h-12">
          <Icon of={Search} size={18} />
          {t("find")}
        </Button>
      </form>
      {text !== "" && (
        <p role="status" className="mt-3 flex flex-wrap gap-x-4 text-md text-ink-2">
          {count > 0 ? t("found", { text, count }) : t("notFound", { text, example })}
          <TextLink href={path}>{t("clear")}</TextLink>
        </p>
      )}
    </search>
  );
}
