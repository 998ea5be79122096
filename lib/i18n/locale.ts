/** The languages every page exists in; the first is the default and has no prefix in its address. */
export const LOCALES = ["zh-CN", "en"] as const;

export type Locale = (typeof LOCALES)[number];

/** A text in every language the product speaks. */
export type LocalText = Record<Locale, string>;
