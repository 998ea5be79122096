import { describe, expect, it } from "vitest";
import { countTasks, estimateNeed, planTokensPerTask } from "./capability";

const deepseek = { inputMilli: 1000, cachedInputMilli: 200, outputMilli: 1500 };
const glm = { inputMilli: 2000, cachedInputMilli: 400, outputMilli: 8000 };
const chat = { code: "chat-turn", inputTokens: 600, cachedInputTokens: 0, outputTokens: 350 };
const translate = { code: "translate-page", inputTokens: 900, cachedInputTokens: 0, outputTokens: 900 };
const summarise = { code: "summarise-report", inputTokens: 16_000, cachedInputTokens: 0, outputTokens: 800 };
const review = { code: "review-code", inputTokens: 7000, cachedInputTokens: 0, outputTokens: 1500 };
const agent = { code: "agent-task", inputTokens: 400_000, cachedInputTokens: 320_000, outputTokens: 12_000 };
const payAsYouGo = { priceFen: 100, quotaTokens: 250_000 };

describe("capability", () => {
  it("counts cached tokens inside input", () => {
    expect(planTokensPerTask(agent, deepseek)).toBe(80_000 + 64_000 + 18_000);
    expect(planTokensPerTask({ inputTokens: 12_480, cachedInputTokens: 9600, outputTokens: 1842 }, glm)).toBe(24_336);
    expect(() => planTokensPerTask({ inputTokens: 1, cachedInputTokens: 2, outputTokens: 0 }, glm)).toThrow(RangeError);
  });

  it("rounds one task up and the count down", () => {
    expect(
      planTokensPerTask(
        { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 },
        { inputMilli: 1, cachedInputMilli: 1, outputMilli: 1 },
      ),
    ).toBe(1);
    expect([chat, translate, summarise, review, agent].map((task) => countTasks(10_000_000, task, deepseek))).toEqual([
      8888, 4444, 581, 1081, 61,
    ]);
    expect([chat, translate, agent].map((task) => countTasks(80_000_000, task, deepseek))).toEqual([
      71_111, 35_555, 493,
    ]);
  });

  it("refuses to count tasks that cost nothing", () => {
    expect(() => countTasks(1, { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 }, deepseek)).toThrow(
      RangeError,
    );
  });
});

describe("estimateNeed", () => {
  const planned = [
    { ...chat, timesPerDay: 30 },
    { ...translate, timesPerDay: 5 },
    { ...summarise, timesPerDay: 1 },
    { ...review, timesPerDay: 4 },
    { ...agent, timesPerDay: 4 },
  ];

  it("shows every term of the sum", () => {
    const estimate = estimateNeed({ tasks: planned, weights: deepseek, payAsYouGo });
    expect(estimate.lines.map((line) => line.eachTokens)).toEqual([1125, 2250, 17_200, 9250, 162_000]);
    expect(estimate.lines.map((line) => line.perDayTokens)).toEqual([33_750, 11_250, 17_200, 37_000, 648_000]);
    expect(estimate.perDayTokens).toBe(747_200);
    expect(estimate.perMonthTokens).toBe(22_416_000);
    expect(estimate.payAsYouGoFen).toBe(9000);
  });

  it("needs nothing for nothing, and rounds pay as you go up to whole units", () => {
    const idle = estimateNeed({ tasks: [{ ...chat, timesPerDay: 0 }], weights: deepseek, payAsYouGo });
    expect(idle).toMatchObject({ perMonthTokens: 0, payAsYouGoFen: 0 });
    const light = estimateNeed({ tasks: [{ ...chat, timesPerDay: 1 }], weights: deepseek, payAsYouGo });
    expect(light).toMatchObject({ perMonthTokens: 33_750, payAsYouGoFen: 100 });
  });
});
