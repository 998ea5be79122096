import { createTranslator } from "next-intl";
import { env } from "@/lib/env/env";
import { ERROR_LINKS, type GatewayError } from "@/lib/gateway/gateway-error";
import { formatInstant } from "@/lib/i18n/format-time";
import type { Locale } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en/gateway.json";
import zhCN from "@/lib/i18n/messages/zh-CN/gateway.json";
import { businessNow } from "@/lib/time/clock";

const translators = {
  "zh-CN": createTranslator({ locale: "zh-CN", messages: zhCN }),
  en: createTranslator({ locale: "en", messages: en }),
};

/** Figures that are no numbers and still for programs. */
const NAMED_FIGURES = new Set(["window", "resetsAt"]);

export interface ErrorText {
  message: string;
  /** The figures of the sentence for programs, e.g. `left` and `held` of a 402, and where to go from here. */
  figures: Record<string, string | number>;
}

/** What went wrong in the caller's language: which limit, by how much, until when, and where it can be changed. */
export function errorText({ error, figures, param }: GatewayError, locale: Locale): ErrorText {
  const link = linkOf(error, locale);
  const values: Record<string, string | number> = { param: param ?? "", link: link ?? "" };
  const shown: ErrorText["figures"] = {};
  for (const [name, value] of Object.entries(figures)) {
    const isInstant = name.endsWith("At") && typeof value === "string" && value !== "";
    if (isInstant) values[name] = formatInstant(value, locale, businessNow());
    else values[name] = typeof value === "number" ? value : String(value ?? "");
    if (typeof value === "number" || (typeof value === "string" && NAMED_FIGURES.has(name))) shown[name] = value;
  }
  return { message: translators[locale](error, values), figures: { ...shown, ...(link !== null && { link }) } };
}

function linkOf(error: GatewayError["error"], locale: Locale): string | null {
  const path = ERROR_LINKS[error];
  if (path === undefined) return null;
  return `${env().PUBLIC_URL.replace(/\/$/, "")}${locale === "zh-CN" ? "" : `/${locale}`}${path}`;
}

/** The caller's language by Accept-Language: English unless Chinese is named first. */
export function callerLocale(acceptLanguage: string | undefined): Locale {
  return /^\s*zh\b/i.test(acceptLanguage ?? "") ? "zh-CN" : "en";
}
