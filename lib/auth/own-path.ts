/** Only a path of this site may follow a sign-in: no other host, no scheme, nothing a browser might read as one. */
export function ownPath(asked: string | undefined, fallback: string): string {
  if (!asked?.startsWith("/") || /[\\\u0000-\u0020]/.test(asked)) return fallback;
  const here = "http://hall.invalid";
  if (!URL.canParse(asked, here)) return fallback;
  const url = new URL(asked, here);
  if (url.origin !== here || url.pathname.startsWith("//") || url.pathname.startsWith("/api/")) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
