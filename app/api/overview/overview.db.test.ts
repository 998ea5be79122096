import { beforeAll, describe, expect, it } from "vitest";
import { OverviewFigures } from "@/components/account/overview-figures";
import { callRoute } from "@/lib/testing/call-route";
import { customerCookie } from "@/lib/testing/customer-cookie";
import { makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket } from "@/lib/testing/make-bucket";
import { makeStaff } from "@/lib/testing/make-staff";
import { addDays, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import { POST as createKey } from "../keys/route";
import { GET } from "./route";

let account: TestAccount;
let cookie: string;

const read = (as: string) => callRoute(GET, "/api/overview", { cookie: as });
const daysAhead = (days: number) => startOfShanghaiDay(addDays(shanghaiDay(businessNow()), days));

beforeAll(async () => {
  account = await makeAccount();
  cookie = await customerCookie(account);
});

describe("GET /api/overview", () => {
  it("is empty for a new account", async () => {
    const { status, body } = await read(cookie);
    expect(status).toBe(200);
    expect(body).toEqual({
      at: expect.any(String),
      buckets: [],
      rate: { tokensPerDay: null, modelRates: [], daysOfData: 0 },
      days: [],
      keys: [],
    });
  });

  it("has the account's own buckets in burn-down order and its live keys, as the browser reads them", async () => {
    await makeBucket(account, { tokens: 3_000, expiresAt: daysAhead(20) });
    await makeBucket(account, { tokens: 1_000, expiresAt: daysAhead(5) });
    await makeBucket(await makeAccount(), { tokens: 9_000 });
    await callRoute(createKey, "/api/keys", { json: { name: "我的电脑" }, cookie });
    const figures = OverviewFigures.parse((await read(cookie)).body);
    expect(figures.buckets.map(({ leftTokens }) => leftTokens)).toEqual([1_000, 3_000]);
    expect(figures.keys).toHaveLength(1);
  });

  it("refuses anonymous callers and staff", async () => {
    const staff = await makeStaff("客服", ["support"]);
    for (const [as, status, code] of [
      ["", 401, "SIGN_IN_REQUIRED"],
      [staff.cookie, 403, "FORBIDDEN"],
    ] as const) {
      expect(await read(as)).toMatchObject({ status, body: { error: { code, message: expect.stringMatching(/./) } } });
    }
  });
});
