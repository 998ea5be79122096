import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids/ids";
import { systemNow } from "@/lib/time/clock";
import { cookieValue, decodeSession, encodeSession, sessionCookie, sessionCookieName } from "./session-cookie";

const id = newId("ses", systemNow());
const customer = { side: "customer", cell: 136, id } as const;
const staff = { side: "staff", id } as const;

describe("the cookie", () => {
  it("says which row to look at, and nothing else can be read from it", async () => {
    const value = await encodeSession(customer);
    expect(await decodeSession("customer", value)).toEqual(customer);
    expect(Buffer.from(value, "base64url").toString()).not.toContain(id.replaceAll("-", ""));
  });

  it("of one side is nothing on the other", async () => {
    expect(await decodeSession("staff", await encodeSession(customer))).toBeNull();
    expect(await decodeSession("customer", await encodeSession(staff))).toBeNull();
    expect(await decodeSession("staff", await encodeSession(staff))).toEqual(staff);
  });

  it.each(["", "x", "a.b.c.d.e", "eyJhbGciOiJub25lIn0.e30."])("is refused when it is %j", async (value) => {
    expect(await decodeSession("customer", value)).toBeNull();
  });

  it("is refused when one character is changed", async () => {
    const value = await encodeSession(customer);
    const changed = value.slice(0, -5) + (value.at(-5) === "A" ? "B" : "A") + value.slice(-4);
    expect(await decodeSession("customer", changed)).toBeNull();
  });

  it("is out of reach of scripts and of other sites", async () => {
    const header = await sessionCookie(customer);
    expect(header).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await sessionCookie(staff)).not.toContain("Max-Age"); // it ends with the browser
  });
});

it("finds one cookie among many", () => {
  const headers = new Headers({ cookie: `a=1; ${sessionCookieName("customer")}=x=y; b=2` });
  expect(cookieValue(headers, sessionCookieName("customer"))).toBe("x=y");
  expect(cookieValue(headers, sessionCookieName("staff"))).toBeNull();
  expect(cookieValue(new Headers(), "a")).toBeNull();
});
