import { describe, expect, it } from "vitest";
import { AnswerMeter } from "@/lib/gateway/answer-meter";
import { visibleEvent } from "@/lib/gateway/serve-stream";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

const chunk = (delta: object, more: object = {}, index = 0) =>
  JSON.stringify({ model: "glm-5", choices: [{ index, delta, finish_reason: null }], ...more });
const USAGE = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };

describe("AnswerMeter", () => {
  it("counts what was written, per choice and of every kind", () => {
    const meter = new AnswerMeter(2);
    expect(meter.hasOutput).toBe(false);
    meter.read(chunk({ role: "assistant", content: "" }));
    expect(meter.hasOutput).toBe(false);
    meter.read(chunk({ content: "hello" }));
    meter.read(chunk({ content: " world" }));
    meter.read(chunk({ reasoning_content: "because" }, {}, 1));
    meter.read(chunk({ tool_calls: [{ index: 0, function: { name: "weather", arguments: "{}" } }] }, {}, 1));
    expect(meter.countOutput()).toBe(countTextTokens("hello world") + countTextTokens("becauseweather{}"));
  });

  it("reads usage wherever it stands, cached tokens under either name", () => {
    const meter = new AnswerMeter(1);
    meter.read(chunk({ content: "x" }, { usage: { ...USAGE, prompt_tokens_details: { cached_tokens: 4 } } }));
    expect(meter.reportedUsage).toEqual({ inputTokens: 10, cachedInputTokens: 4, outputTokens: 5 });
    meter.read(JSON.stringify({ choices: [], usage: { ...USAGE, prompt_cache_hit_tokens: 99 } }));
    expect(meter.reportedUsage).toEqual({ inputTokens: 10, cachedInputTokens: 10, outputTokens: 5 });
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a negative count", { ...USAGE, completion_tokens: -5 }],
    ["a fraction", { ...USAGE, prompt_tokens: 1.5 }],
    ["text", "many"],
    ["zeros for an answer that is there", { prompt_tokens: 0, completion_tokens: 0 }],
  ])("takes %s for no report", (_what, usage) => {
    const meter = new AnswerMeter(1);
    meter.read(chunk({ content: "x" }, { usage }));
    expect(meter.reportedUsage).toBeNull();
  });

  it("is finished when every choice has said why it ended", () => {
    const meter = new AnswerMeter(2);
    const end = (index: number) => JSON.stringify({ choices: [{ index, delta: {}, finish_reason: "stop" }] });
    meter.read(end(0));
    expect(meter.isFinished).toBe(false);
    meter.read(end(1));
    expect(meter.isFinished).toBe(true);
  });

  it("tells an upstream's failure from nonsense", () => {
    const meter = new AnswerMeter(1);
    expect(() => meter.read('{"error":{"message":"x"}}')).toThrow(expect.objectContaining({ error: "upstreamFailed" }));
    for (const nonsense of ["<html>", "{}", "[]", "null", '{"choices":7}', '{"choices":[{"delta":{"content":5}}]}']) {
      expect(() => meter.read(nonsense)).toThrow(expect.objectContaining({ error: "upstreamMalformed" }));
    }
  });
});

describe("visibleEvent", () => {
  const visible = (data: string, wantsUsage: boolean) =>
    visibleEvent(data, new AnswerMeter(1).read(data), "glm-5", wantsUsage);

  it("passes an event on as it came", () => {
    const data = chunk({ content: "x" });
    expect(visible(data, false)).toBe(data);
  });

  it("hides usage from whoever did not ask: the whole event if nothing else is in it", () => {
    expect(visible(JSON.stringify({ choices: [], usage: USAGE }), false)).toBeNull();
    expect(visible(chunk({ content: "x" }, { usage: USAGE }), false)).not.toContain("usage");
    expect(visible(chunk({ content: "x" }, { usage: USAGE }), true)).toContain('"total_tokens":15');
  });

  it("shows the model under the name it was called by", () => {
    expect(visible(chunk({ content: "x" }, { model: "GLM5-Air" }), false)).toContain('"model":"glm-5"');
  });
});
