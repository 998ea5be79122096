import { describe, expect, it } from "vitest";
import { isCurrentPath, localePath, switchedPath, unlocalisedPath } from "./navigation";

describe("localePath", () => {
  it.each([
    ["zh-CN", "/", "/"],
    ["zh-CN", "/plans?for=me", "/plans?for=me"],
    ["en", "/", "/en"],
    ["en", "/?from=x", "/en?from=x"],
    ["en", "/#plans", "/en#plans"],
    ["en", "/plans#lite", "/en/plans#lite"],
  ] as const)("%s %s -> %s", (locale, path, expected) => {
    expect(localePath(locale, path)).toBe(expected);
  });
});

describe("switchedPath", () => {
  it.each([
    ["en", "/", "/en"],
    ["en", "/account/usage?by=model#day", "/en/account/usage?by=model#day"],
    ["zh-CN", "/en", "/"],
    ["zh-CN", "/en?x=1", "/?x=1"],
    ["zh-CN", "/en/plans", "/plans"],
    ["en", "/en/plans", "/en/plans"],
    ["en", "/enterprise", "/en/enterprise"],
    ["zh-CN", "/enterprise", "/enterprise"],
    // The server may see the path that next-intl rewrites to.
    ["en", "/zh-CN/plans", "/en/plans"],
    ["zh-CN", "/zh-CN", "/"],
  ] as const)("to %s from %s is %s", (to, from, expected) => {
    expect(switchedPath(to, from)).toBe(expected);
  });

  it("comes back to where it started", () => {
    for (const path of ["/", "/plans", "/account/keys?new=1"])
      expect(switchedPath("zh-CN", switchedPath("en", path))).toBe(path);
  });
});

describe("unlocalisedPath", () => {
  it("leaves a path alone that only starts like a language", () => {
    expect(unlocalisedPath("/english")).toBe("/english");
  });
});

describe("isCurrentPath", () => {
  it.each([
    ["/account", "/account", "exact", true],
    ["/account/usage", "/account", "exact", false],
    ["/en/account/usage", "/en/account/usage", "section", true],
    ["/en/admin/pricing/cs_1", "/en/admin/pricing", "section", true],
    ["/account/usage-old", "/account/usage", "section", false],
    ["/zh-CN/plans", "/plans", "section", true],
    ["/plans/", "/plans#packs", "exact", true],
  ] as const)("%s against %s (%s): %s", (path, href, match, expected) => {
    expect(isCurrentPath(path, href, match)).toBe(expected);
  });
});
