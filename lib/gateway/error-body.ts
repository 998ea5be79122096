import { createTranslator } from "next-intl";
import { GATEWAY_ERRORS, type GatewayError } from "@/lib/gateway/gateway-error";
import type { Locale } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en/gateway.json";
import zhCN from "@/lib/i18n/messages/zh-CN/gateway.json";

const translators = {
  "zh-CN": createTranslator({ locale: "zh-CN", messages: zhCN }),
  en: createTranslator({ locale: "en", messages: en }),
};

export interface ErrorBody {
  error: { message: string; type: string; param: string | null; code: string; [figure: string]: unknown };
}

/** A failure in OpenAI's form. Figures of the sentence stand beside it for programs, e.g. `left` and `held` of a 402. */
export function errorBody({ error, figures, param }: GatewayError, locale: Locale): ErrorBody {
  const { type, code } = GATEWAY_ERRORS[error];
  const values = Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, typeof value === "number" ? value : String(value ?? "")]),
  );
  const message = translators[locale](error, { ...values, param: param ?? "" });
  return { error: { ...numbersOf(figures), message, type, param, code } };
}

function numbersOf(figures: GatewayError["figures"]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) => (typeof value === "number" ? [[name, value] as const] : [])),
  );
}

/** The caller's language by Accept-Language: English unless Chinese is named first. */
export function callerLocale(acceptLanguage: string | undefined): Locale {
  return /^\s*zh\b/i.test(acceptLanguage ?? "") ? "zh-CN" : "en";
}
