import { getTranslations } from "next-intl/server";
import { formatChange, formatCount, formatShare } from "@/lib/i18n/format-number";

const MANY_TIMES = 10;

type UsageChangeProps = {
  now: number;
  before: number | null;
  /** Said where there is nothing to compare with. */
  otherwise?: string;
};

/** "+21.6%" for the eye, "比上一段多 21.6%" for the ear. */
export async function UsageChange({ now, before, otherwise }: UsageChangeProps) {
  const t = await getTranslations("usage.figures");
  const change = before === null ? null : formatChange(now, before);
  if (before === null || change === null) {
    if (otherwise !== undefined) return otherwise;
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="sr-only">{t("noBefore")}</span>
      </>
    );
  }
  // Beside next to nothing a percentage says little: a multiple does.
  if (now >= MANY_TIMES * before) return t("times", { times: formatCount(Math.floor(now / before)) });
  const share = formatShare(Math.abs(now - before), before);
  const words = now === before ? t("same") : now > before ? t("more", { share }) : t("less", { share });
  return (
    <>
      <span aria-hidden="true">{change}</span>
      <span className="sr-only">{words}</span>
    </>
  );
}
