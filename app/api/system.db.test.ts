import { afterEach, describe, expect, test, vi } from "vitest";
import { poolSql } from "@/lib/db/sql";
import { callRoute } from "@/lib/testing/call-route";
import { GET as health } from "./health/route";
import { GET as metrics } from "./metrics/route";
import { GET as ready } from "./ready/route";

const TOKEN = "a-metrics-token-of-a-test";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe("what says whether the process works", () => {
  test("live and ready", async () => {
    expect((await callRoute(health, "/api/health")).body).toEqual({ status: "ok" });
    const answer = await callRoute(ready, "/api/ready");
    expect([answer.status, answer.body]).toEqual([200, { ready: true, database: true, migrations: true }]);
  });

  test("not ready while a migration is missing", async () => {
    await poolSql("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%rules'");
    const answer = await callRoute(ready, "/api/ready");
    expect([answer.status, answer.body]).toEqual([503, { ready: false, database: true, migrations: false }]);
    await poolSql("UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL");
  });

  test("figures do not exist without a token, and are for whoever has it", async () => {
    const request = (token: string) =>
      new Request("http://localhost:3000/api/metrics", { headers: { authorization: `Bearer ${token}` } });
    expect((await metrics(request(TOKEN))).status).toBe(404);
    vi.stubEnv("METRICS_TOKEN", TOKEN);
    vi.resetModules();
    const { GET: guarded } = await import("./metrics/route");
    expect((await guarded(request("another-token-of-a-test"))).status).toBe(404);
    const answer = await guarded(request(TOKEN));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("tokenhall_web_");
  });
});
