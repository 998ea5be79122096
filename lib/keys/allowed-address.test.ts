import { describe, expect, it } from "vitest";
import { isAddressAllowed, isAddressOrNetwork } from "@/lib/keys/allowed-address";

describe("isAddressOrNetwork", () => {
  it.each([
    "1.2.3.4",
    "10.0.0.0/8",
    "0.0.0.0/0",
    "1.2.3.4/32",
    "::1",
    "2001:db8::/32",
    "2001:db8::1/128",
    "::ffff:1.2.3.4",
  ])("takes %s", (text) => expect(isAddressOrNetwork(text)).toBe(true));

  it.each([
    ["", "1.2.3"],
    ["a number over 255", "1.2.3.256"],
    ["leading zeros", "01.2.3.4"],
    ["a prefix too long for IPv4", "10.0.0.0/33"],
    ["a prefix too long for IPv6", "2001:db8::/129"],
    ["no prefix", "10.0.0.0/"],
    ["a negative prefix", "10.0.0.0/-1"],
    ["a mask", "10.0.0.0/255.0.0.0"],
    ["two slashes", "10.0.0.0/8/8"],
    ["a range", "10.0.0.1-10.0.0.9"],
    ["a name", "example.com"],
    ["blanks", " 1.2.3.4"],
    ["an interface", "fe80::1%eth0"],
    ["nothing", ""],
  ])("refuses %s", (_what, text) => expect(isAddressOrNetwork(text)).toBe(false));
});

describe("isAddressAllowed", () => {
  const OFFICE = ["203.0.113.7", "10.1.0.0/16", "2001:db8:1::/48"];

  it.each(["203.0.113.7", "10.1.255.255", "2001:db8:1:ffff::9", "::ffff:203.0.113.7", "::ffff:10.1.2.3"])(
    "lets %s in",
    (peer) => expect(isAddressAllowed(OFFICE, peer)).toBe(true),
  );

  it.each(["203.0.113.8", "10.2.0.1", "2001:db8:2::1", "::ffff:10.2.0.1", "::1", "", "nonsense"])(
    "keeps %j out",
    (peer) => expect(isAddressAllowed(OFFICE, peer)).toBe(false),
  );

  it("lets everybody in without a list", () => {
    expect(isAddressAllowed([], "198.51.100.1")).toBe(true);
    expect(isAddressAllowed([], "")).toBe(true);
  });

  it("ignores the interface of a link-local peer", () => {
    expect(isAddressAllowed(["fe80::/10"], "fe80::1%eth0")).toBe(true);
  });
});
