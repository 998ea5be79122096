/** The cookies that an answer sets and does not clear, as a Cookie header. */
export function setCookies(headers: Headers): string {
  return headers
    .getSetCookie()
    .filter((cookie) => !cookie.includes("Max-Age=0"))
    .map((cookie) => cookie.split(";", 1)[0] ?? "")
    .join("; ");
}
