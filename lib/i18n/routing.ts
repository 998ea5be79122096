import { defineRouting } from "next-intl/routing";
import { LOCALES } from "./locale";

/** The address alone decides the language: a shared link looks the same to everyone, and nothing is guessed from the browser. */
export const routing = defineRouting({
  locales: LOCALES,
  defaultLocale: "zh-CN",
  localePrefix: "as-needed",
  localeDetection: false,
  localeCookie: false,
});
