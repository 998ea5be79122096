import { describe, expect, it } from "vitest";
import { isAllowedResolution, isAllowedUpstream } from "@/lib/upstreams/upstream-address";

const HOSTS = ["api.example.com", "10.0.0.5:8000"];

describe("isAllowedUpstream", () => {
  it.each(["https://api.example.com/v1", "http://10.0.0.5:8000/v1", "https://api.example.com:8443/v1"])(
    "allows %s",
    (url) => {
      expect(isAllowedUpstream(url, HOSTS)).toBe(true);
    },
  );

  it.each([
    "https://api.example.com.evil.test/v1",
    "http://10.0.0.5:9000/v1",
    "https://user:secret@api.example.com/v1", // not a secret: an address that is refused
    "file:///etc/passwd",
    "sandbox://built-in",
    "nonsense",
  ])("refuses %s", (url) => {
    expect(isAllowedUpstream(url, HOSTS)).toBe(false);
  });
});

describe("isAllowedResolution", () => {
  it.each([
    ["api.example.com", "93.184.216.34", true],
    ["models.intranet", "10.1.2.3", true],
    ["api.example.com", "127.0.0.1", false],
    ["api.example.com", "169.254.169.254", false],
    ["api.example.com", "::1", false],
    ["api.example.com", "::ffff:127.0.0.1", false],
    ["127.0.0.1", "127.0.0.1", true],
    ["[::1]", "::1", true],
  ])("%s at %s: %s", (hostname, address, allowed) => {
    expect(isAllowedResolution(hostname, address)).toBe(allowed);
  });
});
