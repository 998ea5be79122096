import { expect, it } from "vitest";
import { requestClient } from "./request-client";
import { describeDevice } from "./describe-device";
import { sideOf } from "./side-of";

it.each(["/admin", "/admin/pricing", "/en/admin", "/en/admin/roles", "/api/admin/change-sets", "/api/staff/sign-in"])(
  "%s is the staff's",
  (path) => {
    expect(sideOf(path)).toBe("staff");
  },
);

it.each(["/", "/en", "/administrator", "/account", "/api/orders", "/api/sign-in", "/enadmin", "/plans/admin"])(
  "%s is the customers'",
  (path) => {
    expect(sideOf(path)).toBe("customer");
  },
);

it("believes only the last hop about an address", () => {
  const headers = new Headers({ "x-forwarded-for": "1.1.1.1, 10.0.0.7", "user-agent": "x".repeat(5_000) });
  expect(requestClient(headers).address).toBe("10.0.0.7");
  expect(requestClient(headers).userAgent).toHaveLength(300);
  expect(requestClient(new Headers({ "x-forwarded-for": "::ffff:127.0.0.1" })).address).toBe("127.0.0.1");
  expect(requestClient(new Headers())).toEqual({ userAgent: "", address: "" });
});

it.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 MicroMessenger/8.0.50", "WeChat", "iPhone"],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge", "Windows"],
  ["Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome", "Android"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605 Version/19 Safari/605", "Safari", "macOS"],
  ["", null, null],
])("names the device of %j", (userAgent, browser, system) => {
  expect(describeDevice(userAgent)).toEqual({ browser, system });
});
