import { describe, expect, it } from "vitest";
import { ChoicesMeter, type ChoicesShape } from "@/lib/gateway/apis/choices-meter";
import { chatApi } from "@/lib/gateway/apis/chat";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

const asked = (more: object = {}) =>
  chatApi.parse(JSON.stringify({ model: "glm-5", messages: [{ role: "user", content: "hi" }], stream: true, ...more }));
const meterOf = (more: object = {}) => asked(more).newMeter();
const event = (data: string) => ({ name: null, data });
const chunk = (delta: object, more: object = {}, index = 0) =>
  JSON.stringify({ model: "glm-5", choices: [{ index, delta, finish_reason: null }], ...more });
const USAGE = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
const whole = (message: object, usage?: object) =>
  JSON.stringify({ model: "glm-5", choices: [{ index: 0, message, finish_reason: "stop" }], usage });

describe("what was written", () => {
  it("is counted per choice and of every kind; tool calls only are output too", () => {
    const meter = meterOf({ n: 2 });
    expect(meter.hasOutput).toBe(false);
    meter.readEvent(event(chunk({ role: "assistant", content: "" })));
    expect(meter.hasOutput).toBe(false);
    meter.readEvent(event(chunk({ content: "hello" })));
    meter.readEvent(event(chunk({ content: " world" })));
    meter.readEvent(event(chunk({ reasoning_content: "because" }, {}, 1)));
    meter.readEvent(
      event(chunk({ tool_calls: [{ index: 0, function: { name: "weather", arguments: "{}" } }] }, {}, 1)),
    );
    expect(meter.countOutput()).toBe(countTextTokens("hello world") + countTextTokens("becauseweather{}"));

    const called = meterOf();
    called.readWhole(whole({ content: null, tool_calls: [{ function: { name: "weather", arguments: '{"a":1}' } }] }));
    expect(called.hasOutput).toBe(true);
    expect(called.countOutput()).toBe(countTextTokens('weather{"a":1}'));
  });

  it("is finished when every choice has said why it ended", () => {
    const meter = meterOf({ n: 2 });
    const end = (index: number) =>
      event(JSON.stringify({ choices: [{ index, delta: {}, finish_reason: "stop" }], model: "glm-5" }));
    meter.readEvent(end(0));
    expect(meter.isFinished).toBe(false);
    meter.readEvent(end(1));
    expect(meter.isFinished).toBe(true);
    expect(meter.isOver).toBe(false);
    meter.readEvent(event("[DONE]"));
    expect(meter.isOver).toBe(true);
    expect(meter.endFrame).toBe("data: [DONE]\n\n");
  });

  it("leaves out a prompt that is repeated before the text", () => {
    const shape: ChoicesShape = { model: "m", choices: 1, wantsUsage: false, textOf: (choice) => String(choice.text) };
    const meter = new ChoicesMeter({ ...shape, echoed: ["Once upon"] });
    meter.readWhole(
      JSON.stringify({ model: "m", choices: [{ index: 0, text: "Once upon a time", finish_reason: "stop" }] }),
    );
    expect(meter.countOutput()).toBe(countTextTokens(" a time"));
  });
});

describe("reported usage", () => {
  it("counts cached tokens as part of the input, under either name and never beyond it", () => {
    const meter = meterOf();
    meter.readEvent(
      event(chunk({ content: "x" }, { usage: { ...USAGE, prompt_tokens_details: { cached_tokens: 4 } } })),
    );
    expect(meter.reportedUsage).toEqual({ inputTokens: 10, cachedInputTokens: 4, outputTokens: 5 });
    meter.readEvent(event(JSON.stringify({ choices: [], usage: { ...USAGE, prompt_cache_hit_tokens: 99 } })));
    expect(meter.reportedUsage).toEqual({ inputTokens: 10, cachedInputTokens: 10, outputTokens: 5 });
  });

  it("counts reasoning as output once, whether it is reported as part of the output or beside it", () => {
    const outputOf = (usage: object) => {
      const meter = meterOf();
      meter.readWhole(whole({ content: "x" }, usage));
      return meter.reportedUsage?.outputTokens;
    };
    const completion_tokens_details = { reasoning_tokens: 3 };
    expect(outputOf({ ...USAGE, completion_tokens_details })).toBe(5);
    expect(outputOf({ ...USAGE, total_tokens: 18, completion_tokens_details })).toBe(8);
    expect(outputOf({ ...USAGE, total_tokens: undefined, completion_tokens_details })).toBe(5);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a negative count", { ...USAGE, completion_tokens: -5 }],
    ["a fraction", { ...USAGE, prompt_tokens: 1.5 }],
    ["more than a number holds", { ...USAGE, prompt_tokens: 2 ** 53 }],
    ["text", "many"],
    ["zeros for an answer that is there", { prompt_tokens: 0, completion_tokens: 0 }],
    ["no output for a text that is there", { prompt_tokens: 7, completion_tokens: 0 }],
    ["no input", { prompt_tokens: 0, completion_tokens: 7 }],
  ])("takes %s for no report", (_what, usage) => {
    const meter = meterOf();
    meter.readEvent(event(chunk({ content: "x" }, { usage })));
    expect(meter.reportedUsage).toBeNull();
  });

  it("is what came last", () => {
    const meter = meterOf();
    meter.readEvent(event(chunk({ content: "x" }, { usage: USAGE })));
    meter.readEvent(event(chunk({ content: "y" }, { usage: { ...USAGE, completion_tokens: 9 } })));
    meter.readEvent(event(chunk({ content: "z" }, { usage: null })));
    expect(meter.reportedUsage?.outputTokens).toBe(9);
  });
});

describe("what is no answer", () => {
  it("tells an upstream's failure from nonsense", () => {
    for (const failure of ['{"error":{"message":"x"}}', '{"error":"busy"}', '{"choices":[],"error":{}}'])
      expect(() => meterOf().readEvent(event(failure))).toThrow(expect.objectContaining({ error: "upstreamFailed" }));
    for (const nonsense of ["<html>", "{}", "[]", "null", '{"choices":7}', '{"choices":[{"delta":{"content":5}}]}'])
      expect(() => meterOf().readEvent(event(nonsense))).toThrow(
        expect.objectContaining({ error: "upstreamMalformed" }),
      );
    expect(() => meterOf().readWhole('{"model":"glm-5","choices":[]}')).toThrow(
      expect.objectContaining({ error: "upstreamMalformed" }),
    );
  });
});

describe("what the client sees", () => {
  const seen = (data: string, wantsUsage: boolean) =>
    meterOf({ stream_options: { include_usage: wantsUsage } }).readEvent(event(data));

  it("is an event as it came", () => {
    const data = chunk({ content: "x" });
    expect(seen(data, false)).toBe(`data: ${data}\n\n`);
    expect(seen(data.replace(",", ",\n"), false)).toBe(`data: ${data.replace(",", ",\ndata: ")}\n\n`);
  });

  it("is no usage for whoever did not ask: nothing of the event if nothing else is in it", () => {
    expect(seen(JSON.stringify({ choices: [], usage: USAGE }), false)).toBe("");
    expect(seen(chunk({ content: "x" }, { usage: USAGE }), false)).not.toContain("usage");
    expect(seen(chunk({ content: "x" }, { usage: USAGE }), false)).toContain('"content":"x"');
    expect(seen(chunk({ content: "x" }, { usage: USAGE }), true)).toContain('"total_tokens":15');
  });

  it("names the model as it was called", () => {
    expect(seen(chunk({ content: "x" }, { model: "GLM5-Air" }), false)).toContain('"model":"glm-5"');
    expect(meterOf().readWhole(whole({ content: "x" }).replace("glm-5", "GLM5-Air"))).toContain('"model":"glm-5"');
  });
});
