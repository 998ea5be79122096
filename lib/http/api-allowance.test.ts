import { expect, test } from "vitest";
import { takeApiAllowance } from "@/lib/http/api-allowance";

test("a loop is stopped with a time to wait, and stops nobody else", async () => {
  const visitor = { kind: "visitor" } as const;
  const takes = Array.from({ length: 600 }, () => takeApiAllowance(visitor, "192.0.2.1"));
  await Promise.all(takes);
  await expect(takeApiAllowance(visitor, "192.0.2.1")).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
    details: { retryAfterSeconds: 60 },
  });
  await expect(takeApiAllowance(visitor, "192.0.2.2")).resolves.toBeUndefined();
});
