import { describe, expect, it } from "vitest";
import { pagePolicy } from "./content-security-policy";

function directive(policy: string, name: string): string[] {
  const found = policy.split("; ").find((part) => part.startsWith(`${name} `));
  return found?.split(" ").slice(1) ?? [];
}

describe("pagePolicy", () => {
  const policy = pagePolicy({ nonce: "bm9uY2U=", development: false });

  it("runs nonced scripts and what they load, nothing inline and nothing evaluated", () => {
    expect(directive(policy, "script-src")).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(policy).not.toContain("unsafe-eval");
  });

  it("allows style attributes but no inline style sheet without the nonce", () => {
    expect(directive(policy, "style-src")).toEqual(["'self'", "'nonce-bm9uY2U='"]);
    expect(directive(policy, "style-src-attr")).toEqual(["'unsafe-inline'"]);
  });

  it("is framed by nobody and posts to nobody else", () => {
    expect(directive(policy, "frame-ancestors")).toEqual(["'none'"]);
    expect(directive(policy, "form-action")).toEqual(["'self'"]);
  });

  it("gives the development server what it needs, and never inline scripts", () => {
    const relaxed = pagePolicy({ nonce: "n", development: true });
    expect(directive(relaxed, "script-src")).toContain("'unsafe-eval'");
    expect(directive(relaxed, "script-src")).not.toContain("'unsafe-inline'");
    expect(directive(relaxed, "connect-src")).toContain("ws:");
  });
});
