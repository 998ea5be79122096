import { expect, it } from "vitest";
import { securityHeaders } from "./security-headers";

it("promises https only where there is https", () => {
  expect(securityHeaders("http://localhost:3000")).not.toHaveProperty("Strict-Transport-Security");
  expect(securityHeaders("https://hall.example")).toHaveProperty("Strict-Transport-Security");
});

it("forbids sniffing and framing everywhere", () => {
  expect(securityHeaders("http://localhost:3000")).toMatchObject({
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  });
});
