import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en/hall.json";
import zh from "@/lib/i18n/messages/zh-CN/hall.json";
import { describeEstimate, type EstimatorFacts } from "./describe-estimate";

const facts: EstimatorFacts = {
  locale: "zh-CN",
  tasks: [
    { code: "chat-turn", name: "日常问答", unit: "轮", inputTokens: 600, cachedInputTokens: 0, outputTokens: 350 },
    {
      code: "agent-task",
      name: "智能体编程任务",
      unit: "次",
      inputTokens: 400_000,
      cachedInputTokens: 320_000,
      outputTokens: 12_000,
    },
  ],
  models: [
    {
      code: "deepseek-v3.2",
      name: "DeepSeek V3.2",
      weights: { inputMilli: 1000, cachedInputMilli: 200, outputMilli: 1500 },
    },
  ],
  plans: [
    { code: "lite-10m", name: "轻享版", priceFen: 990, quotaTokens: 10_000_000 },
    { code: "standard-40m", name: "畅享版", priceFen: 2990, quotaTokens: 40_000_000 },
  ],
  packs: [{ code: "pack-20m", name: "2000万词元加油包", priceFen: 1990, quotaTokens: 20_000_000 }],
  payAsYouGo: { code: "payg", name: "按量付费", priceFen: 100, quotaTokens: 250_000 },
};
const choose = (chat: number, agent: number) => ({
  modelCode: "deepseek-v3.2",
  timesPerDay: { "chat-turn": chat, "agent-task": agent },
});

describe("describeEstimate", () => {
  it("shows every term of the sum and the plan that covers it", () => {
    const text = describeEstimate(facts, choose(30, 4), zh.estimator);
    expect(text).toMatchObject({
      arithmetic: { "chat-turn": "每轮1,125，一天33,750", "agent-task": "每次162,000，一天648,000" },
      // 20,452,500 rounds up: need is never shown smaller than it is.
      month: { number: "2,046", unit: "万词元" },
      perDay: "681,750",
      perMonth: "20,452,500",
      payAsYouGo: "¥82",
      answer: {
        planCode: "standard-40m",
        price: "¥29.9",
        used: "用掉51%",
        spare: "余1,954.7万",
        action: "选畅享版",
        path: "/checkout/plan/standard-40m",
      },
    });
    expect(text?.why).toBe("比按量付费少花 ¥52.1。用量按每次调用的实际词元结算，这里只是估算。");
  });

  it("says pay as you go when that is cheaper, and names the packs when no plan is enough", () => {
    expect(describeEstimate(facts, choose(1, 0), zh.estimator)?.answer).toMatchObject({
      planCode: null,
      price: "¥1",
      usedShare: null,
      used: "1份，每份25万，¥1",
      path: "/checkout/payg/payg",
    });
    expect(describeEstimate(facts, choose(0, 12), zh.estimator)).toMatchObject({
      answer: { planCode: "standard-40m", name: "畅享版，加1个2000万词元加油包", price: "¥49.8", priceUnit: "" },
    });
  });

  it("asks for figures when there are none, and does not answer for an unknown model", () => {
    expect(describeEstimate(facts, choose(0, 0), zh.estimator)).toMatchObject({
      answer: null,
      why: zh.estimator.nothing,
    });
    expect(describeEstimate(facts, { ...choose(1, 1), modelCode: "gone" }, zh.estimator)).toBeNull();
  });

  it("reads in English", () => {
    const text = describeEstimate({ ...facts, locale: "en" }, choose(30, 4), en.estimator);
    expect(text?.month).toEqual({ number: "20.5M", unit: "tokens" });
    expect(text?.why).toBe(`¥52.1 less than paying as you go. ${en.estimator.onlyEstimate}`);
  });

  it("leaves no placeholder unfilled", () => {
    for (const [locale, words] of [
      ["zh-CN", zh.estimator],
      ["en", en.estimator],
    ] as const) {
      for (const choice of [choose(0, 0), choose(1, 0), choose(30, 4), choose(0, 12)]) {
        expect(JSON.stringify(describeEstimate({ ...facts, locale }, choice, words))).not.toMatch(/\{\w+\}/);
      }
    }
  });
});
