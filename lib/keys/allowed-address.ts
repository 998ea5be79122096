import { BlockList, isIP } from "node:net";

const NETWORK = /^([^/]+)\/(\d{1,3})$/;

/** Whether a text names an address (IPv4, IPv6) or a network in CIDR notation. */
export function isAddressOrNetwork(text: string): boolean {
  const [, address, bits] = NETWORK.exec(text) ?? [];
  if (address === undefined) return isIP(text) !== 0 && !text.includes("%");
  const family = isIP(address);
  return family !== 0 && !address.includes("%") && Number(bits) <= (family === 4 ? 32 : 128);
}

/** A key's list is compiled once for as long as the gateway keeps the key. */
const compiled = new WeakMap<readonly string[], BlockList>();

/** Whether a peer's address is on the list; an empty list allows everyone. An IPv4 peer of an IPv6 socket counts as IPv4. */
export function isAddressAllowed(allowed: readonly string[], peer: string): boolean {
  if (allowed.length === 0) return true;
  // What follows a % names the host's own interface.
  const [address = ""] = peer.split("%", 1);
  const family = isIP(address);
  if (family === 0) return false;
  return listOf(allowed).check(address, family === 4 ? "ipv4" : "ipv6");
}

function listOf(allowed: readonly string[]): BlockList {
  const known = compiled.get(allowed);
  if (known) return known;
  const list = new BlockList();
  for (const text of allowed) {
    const [, network, bits] = NETWORK.exec(text) ?? [];
    if (network === undefined) list.addAddress(text, familyOf(text));
    else list.addSubnet(network, Number(bits), familyOf(network));
  }
  compiled.set(allowed, list);
  return list;
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}
