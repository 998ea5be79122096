/** The reader's choice of light or dark; without one the system decides. A cookie, so that the server paints it first. */
export const THEME_COOKIE = "theme";

export type Theme = "light" | "dark";

/** What the cookie says, if it says something we know. */
export function themeOf(value: string | undefined): Theme | undefined {
  return value === "light" || value === "dark" ? value : undefined;
}

const ONE_YEAR_SECONDS = 31_536_000;

/** The cookie that keeps a choice, or forgets it. */
export function themeCookie(theme: Theme | undefined): string {
  return `${THEME_COOKIE}=${theme ?? ""}; path=/; max-age=${theme === undefined ? 0 : ONE_YEAR_SECONDS}; samesite=lax`;
}
