import { themeCookie, themeOf, type Theme } from "./theme";

/** Shows a theme now and keeps it for the next page. Undefined goes back to the system's. Browser only. */
export function applyTheme(theme: Theme | undefined): void {
  document.cookie = themeCookie(theme);
  if (theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** What is on the screen now. Browser only. */
export function shownTheme(): Theme {
  return (
    themeOf(document.documentElement.dataset.theme) ??
    (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")
  );
}
