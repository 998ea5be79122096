import { getLocale } from "next-intl/server";
import { buttonStyle } from "@/components/ui/button-style";
import { classNames } from "@/components/ui/class-names";
import { controlStyle } from "@/components/ui/control-style";
import { localePath } from "@/lib/i18n/navigation";
import { messages } from "@/lib/i18n/messages";
import type { EstimatorFacts } from "./describe-estimate";
import { Estimator } from "./estimator";
import type { EstimatorChoice } from "./estimator-choice";

type EstimatorSectionProps = {
  facts: EstimatorFacts;
  choice: EstimatorChoice;
  /** The page's path without its language. */
  path: string;
  kept?: Readonly<Record<string, string>>;
  look?: "wide" | "side";
};

/** Hands the estimator its words as they stand in the message file: it fills them in itself, in the browser. */
export async function EstimatorSection({ facts, choice, path, kept = {}, look = "wide" }: EstimatorSectionProps) {
  const locale = await getLocale();
  const styles = {
    primary: buttonStyle({ variant: "primary", block: true }),
    secondary: buttonStyle({ block: true }),
    control: classNames(controlStyle(), "min-h-11 w-auto p-0"),
  };
  return (
    <Estimator
      facts={facts}
      words={messages[locale].hall.estimator}
      initial={choice}
      path={localePath(locale, path)}
      kept={kept}
      look={look}
      styles={styles}
    />
  );
}
