import { BlockList, isIP } from "node:net";

/** Addresses no model is served from: whoever names one wants to reach something else from inside. */
const NEVER = new BlockList();
NEVER.addSubnet("0.0.0.0", 8, "ipv4");
NEVER.addSubnet("127.0.0.0", 8, "ipv4");
NEVER.addSubnet("169.254.0.0", 16, "ipv4");
NEVER.addSubnet("224.0.0.0", 3, "ipv4");
NEVER.addAddress("::", "ipv6");
NEVER.addAddress("::1", "ipv6");
NEVER.addSubnet("fe80::", 10, "ipv6");
NEVER.addSubnet("ff00::", 8, "ipv6");

/** True when configuration allows an upstream's address: http or https, no credentials in it, host on the list (decisions 20). */
export function isAllowedUpstream(baseUrl: string, allowedHosts: readonly string[]): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const url = new URL(baseUrl);
  if (url.protocol !== "https:" && url.protocol !== "http:") return false;
  if (url.username !== "" || url.password !== "") return false;
  return allowedHosts.includes(url.host) || allowedHosts.includes(url.hostname);
}

/**
 * True when a name may resolve to this address. A name that turns out to mean this machine or a link-local service is
 * refused, unless the allowed host is that address itself, written out.
 */
export function isAllowedResolution(hostname: string, address: string): boolean {
  const written = hostname.replace(/^\[|\]$/g, "");
  if (isIP(written) !== 0) return written === address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  return !NEVER.check(mapped, isIP(mapped) === 6 ? "ipv6" : "ipv4");
}
