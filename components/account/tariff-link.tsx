import type { ReactNode } from "react";
import { TextLink } from "@/components/ui/text-link";
import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";

type TariffLinkProps = { tariffNumber: string; locale: Locale; children?: ReactNode };

/** Leads to an item's entry in the tariff disclosure: "P001-1" is the first version of entry "P001". */
export function TariffLink({ tariffNumber, locale, children }: TariffLinkProps) {
  const [entry = ""] = tariffNumber.split("-");
  return (
    <TextLink look="inline" href={localePath(locale, `/tariffs#${entry}`)}>
      {children ?? <span className="font-mono text-sm">{tariffNumber}</span>}
    </TextLink>
  );
}
