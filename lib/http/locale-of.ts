import { LOCALES, type Locale } from "@/lib/i18n/locale";

const LOCALE_COOKIE = /(?:^|;\s*)NEXT_LOCALE=([^;]+)/;

/** The reader's language for an API answer: the page it came from, else the cookie, else Accept-Language, else Chinese. */
export function localeOf(request: Request): Locale {
  const referer = request.headers.get("referer");
  if (referer && URL.canParse(referer)) return /^\/en(\/|$)/.test(new URL(referer).pathname) ? "en" : "zh-CN";
  const cookie = LOCALE_COOKIE.exec(request.headers.get("cookie") ?? "")?.[1];
  const named = LOCALES.find((locale) => locale === cookie);
  if (named) return named;
  return /^en\b/i.test(request.headers.get("accept-language") ?? "") ? "en" : "zh-CN";
}
