import { describe, expect, it } from "vitest";
import { callerLocale, errorBody } from "@/lib/gateway/error-body";
import { GATEWAY_ERRORS, GatewayError } from "@/lib/gateway/gateway-error";
import en from "@/lib/i18n/messages/en/gateway.json";
import zhCN from "@/lib/i18n/messages/zh-CN/gateway.json";

describe("errorBody", () => {
  it("has a sentence for every error in every language", () => {
    const names = Object.keys(GATEWAY_ERRORS).sort();
    expect(Object.keys(en).sort()).toEqual(names);
    expect(Object.keys(zhCN).sort()).toEqual(names);
  });

  it("is OpenAI's form, with the figures beside the sentence", () => {
    const error = new GatewayError("quotaShort", { needed: 1_200, left: 800, held: 300 });
    expect(errorBody(error, "en").error).toEqual({
      message:
        "This call needs at least 1,200 plan tokens. 800 are left for this model, 300 of them held by calls under way. Nothing was charged.",
      type: "insufficient_quota",
      param: null,
      code: "insufficient_quota",
      needed: 1_200,
      left: 800,
      held: 300,
    });
    expect(errorBody(error, "zh-CN").error.message).toContain("还剩 800 词元");
  });

  it("shows a name as it was given, whatever is in it", () => {
    const error = new GatewayError("modelUnknown", { model: "{x} <b>'{'" }, "model");
    expect(errorBody(error, "en").error).toMatchObject({
      message: expect.stringContaining("{x} <b>'{'"),
      param: "model",
    });
  });

  it("speaks Chinese only to whoever names it first", () => {
    expect([undefined, "en-US,zh;q=0.5", "zh", "zh-TW,en", "*"].map(callerLocale)).toEqual([
      "en",
      "en",
      "zh-CN",
      "zh-CN",
      "en",
    ]);
  });
});
