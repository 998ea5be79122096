import { describe, expect, it } from "vitest";
import { ANTHROPIC_ERRORS, OPENAI_ERRORS, RESPONSES_ERRORS } from "@/lib/gateway/apis/error-form";
import { callerLocale, errorText } from "@/lib/gateway/error-body";
import { GATEWAY_ERRORS, GatewayError, type GatewayErrorName } from "@/lib/gateway/gateway-error";
import en from "@/lib/i18n/messages/en/gateway.json";
import zhCN from "@/lib/i18n/messages/zh-CN/gateway.json";

const SHORT = new GatewayError("quotaShort", { needed: 1_200, left: 800, held: 300 });
const NAMES = { rule: "x", model: "m", apis: "/v1/messages" };
const failureOf = (error: GatewayError) => ({ error, text: errorText(error, "en"), requestId: "req_1" });
const parsed = (text: string): unknown => JSON.parse(text);

describe("errorText", () => {
  it("has a sentence for every error in every language", () => {
    const names = Object.keys(GATEWAY_ERRORS).sort();
    expect(Object.keys(en).sort()).toEqual(names);
    expect(Object.keys(zhCN).sort()).toEqual(names);
  });

  it("names the limit, by how much, when it resets and where it can be changed", () => {
    const figures = { cap: 5_000, window: "day", spent: 4_900, left: 100, resetsAt: "2026-05-20T16:00:00.000Z" };
    const error = new GatewayError("keyCapReached", figures);
    const { message, figures: shown } = errorText(error, "en");
    expect(message).toContain("5,000 plan tokens a day");
    expect(message).toMatch(/100 left.*It starts anew on 21 May.*, 00:00\. Nothing was charged/);
    expect(message).toMatch(/http:\/\/localhost:3000\/en\/account\/keys$/);
    expect(shown).toEqual({ ...figures, link: "http://localhost:3000/en/account/keys" });
    expect(errorText(error, "zh-CN").message).toMatch(
      /每天最多用5,000词元.*5月21日 00:00重新计算.*3000\/account\/keys$/,
    );
    const forEver = new GatewayError("keyCapReached", { ...figures, window: "total", resetsAt: "" });
    expect(errorText(forEver, "en").message).not.toContain("anew");
  });

  it("shows a name as it was given, whatever is in it", () => {
    const error = new GatewayError("modelUnknown", { model: "{x} <b>'{'" }, "model");
    expect(errorText(error, "en").message).toContain("{x} <b>'{'");
  });

  it("speaks Chinese only to whoever names it first, without typed spaces beside figures", () => {
    expect([undefined, "en-US,zh;q=0.5", "zh", "zh-TW,en", "*"].map(callerLocale)).toEqual([
      "en",
      "en",
      "zh-CN",
      "zh-CN",
      "en",
    ]);
    expect(errorText(SHORT, "zh-CN").message).toContain("还剩800词元");
  });
});

describe("the caller's protocol", () => {
  it("is OpenAI's form, with the figures beside the sentence", () => {
    expect(parsed(OPENAI_ERRORS.body(failureOf(SHORT)))).toEqual({
      error: {
        message:
          "This call needs at least 1,200 plan tokens. 800 are left for this model, 300 of them held by calls under way. Nothing was charged. Buy more: http://localhost:3000/en/plans",
        type: "insufficient_quota",
        param: null,
        code: "insufficient_quota",
        needed: 1_200,
        left: 800,
        held: 300,
        link: "http://localhost:3000/en/plans",
      },
    });
    expect(OPENAI_ERRORS.event(failureOf(SHORT))).toMatch(/^data: \{"error":.*\}\n\n$/);
    expect(RESPONSES_ERRORS.event(failureOf(SHORT))).toMatch(/^event: error\ndata: \{.*"type":"error".*\}\n\n$/);
  });

  it.each([
    ["invalidValue", 400, "invalid_request_error"],
    ["methodWrong", 405, "invalid_request_error"],
    ["invalidKey", 401, "authentication_error"],
    ["quotaShort", 402, "billing_error"],
    ["modelNotAllowed", 403, "permission_error"],
    ["apiNotServed", 404, "not_found_error"],
    ["tooLarge", 413, "request_too_large"],
    ["tokensPerMinute", 429, "rate_limit_error"],
    ["internal", 500, "api_error"],
    ["upstreamFailed", 502, "api_error"],
    ["upstreamBusy", 529, "overloaded_error"],
    ["upstreamTimeout", 504, "timeout_error"],
  ] satisfies [GatewayErrorName, number, string][])("is Anthropic's form: %s is %i %s", (name, status, type) => {
    const error = new GatewayError(name, { needed: 1, left: 0, held: 0, limit: 1, seconds: 1, maxBytes: 1, ...NAMES });
    expect(ANTHROPIC_ERRORS.statusOf(error)).toBe(status);
    expect(parsed(ANTHROPIC_ERRORS.body(failureOf(error)))).toMatchObject({
      type: "error",
      error: { type, code: GATEWAY_ERRORS[name].code, message: expect.any(String) },
      request_id: "req_1",
    });
    expect(ANTHROPIC_ERRORS.event(failureOf(error))).toMatch(/^event: error\ndata: /);
  });
});
