/** The browser a request came from, as far as it tells: shown to people in their list of sign-ins. */
export interface RequestClient {
  userAgent: string;
  address: string;
}

const LONGEST_USER_AGENT = 300;
const LONGEST_ADDRESS = 45;

/**
 * Browser and address of a request. Of `x-forwarded-for` the last entry counts: it is what the nearest proxy (or Next
 * itself) saw, while the entries before it are whatever the sender claims.
 */
export function requestClient(headers: Headers): RequestClient {
  const seenBy = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return {
    userAgent: (headers.get("user-agent") ?? "").slice(0, LONGEST_USER_AGENT),
    address: seenBy.replace(/^::ffff:(?=\d+\.)/, "").slice(0, LONGEST_ADDRESS),
  };
}
