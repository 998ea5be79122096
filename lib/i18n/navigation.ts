import type { Locale } from "./locale";

const PREFIX = /^\/(?:zh-CN|en)(?=\/|$|\?|#)/;

/** The address of a page in a language: Chinese stands at the root, English under /en. Takes "/plans?x=1#y". */
export function localePath(locale: Locale, path: string): string {
  if (locale === "zh-CN") return path;
  return path === "/" ? "/en" : `/en${path.startsWith("/?") || path.startsWith("/#") ? path.slice(1) : path}`;
}

/** The same page's path without its language. */
export function unlocalisedPath(pathname: string): string {
  const rest = pathname.replace(PREFIX, "");
  return rest.startsWith("/") ? rest : `/${rest}`;
}

/** Where the language switch leads: the same page, query and fragment, in the other language. */
export function switchedPath(to: Locale, pathname: string): string {
  return localePath(to, unlocalisedPath(pathname));
}

/** Whether a menu entry stands for the page being shown. Sections match their inner pages; an exact one does not. */
export function isCurrentPath(pathname: string, href: string, match: "exact" | "section"): boolean {
  const path = unlocalisedPath(pathname).replace(/(.)\/$/, "$1");
  const target = unlocalisedPath(href).replace(/[?#].*$/, "");
  return path === target || (match === "section" && path.startsWith(`${target}/`));
}
