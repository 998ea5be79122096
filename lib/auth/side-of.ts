/** A browser may hold two sign-ins at once, a customer's and a staff member's; the address says which one acts. */
export type Side = "customer" | "staff";

/** Set by proxy.ts on page requests, because a server component does not know its own address. */
export const SIDE_HEADER = "x-hall-side";

const STAFF_PATH = /^(?:\/(?:en|zh-CN))?\/admin(?:\/|$)|^\/api\/(?:admin|staff)(?:\/|$)/;

/** Which sign-in an address looks at first. */
export function sideOf(pathname: string): Side {
  return STAFF_PATH.test(pathname) ? "staff" : "customer";
}
