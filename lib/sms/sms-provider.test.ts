import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test("the demo has a provider; production does not start without one", async () => {
  const demo = await import("@/lib/sms/sms-provider");
  expect(demo.requireSmsProvider).not.toThrow();

  vi.resetModules();
  vi.stubEnv("TOKENHALL_MODE", "production");
  const production = await import("@/lib/sms/sms-provider");
  expect(production.smsProvider()).toBeNull();
  expect(production.requireSmsProvider).toThrow(/SMS provider/);
});
