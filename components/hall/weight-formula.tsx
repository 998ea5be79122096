import { getTranslations } from "next-intl/server";

/** How a call is counted, as one line of arithmetic. */
export async function WeightFormula({ id }: { id?: string }) {
  const t = await getTranslations("hall.formula");
  return (
    <p id={id} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 rounded-md bg-canvas px-5 py-3.5 text-md">
      <b className="font-semibold">{t("charge")}</b>
      {(["input", "cached", "output"] as const).map((part) => (
        <span key={part} className="whitespace-nowrap">
          {t(part)}
        </span>
      ))}
      <span className="text-ink-2">{t("rounding")}</span>
    </p>
  );
}
