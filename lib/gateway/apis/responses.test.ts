import { describe, expect, it } from "vitest";
import { responsesApi } from "@/lib/gateway/apis/responses";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

const request = (more: object = {}) => responsesApi.parse(JSON.stringify({ model: "m", input: "hi", ...more }));
const event = (type: string, data: object = {}) => ({ name: type, data: JSON.stringify({ type, ...data }) });
const USAGE = {
  input_tokens: 10,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 3 },
  total_tokens: 15,
};
const message = (text: string) => ({ type: "message", content: [{ type: "output_text", text }] });
const answer = (more: object = {}) => ({
  model: "m",
  status: "completed",
  error: null,
  output: [message("hello")],
  ...more,
});

describe("a responses request", () => {
  it("sends the limit that is paid for and passes everything else through", () => {
    const others = { instructions: "be brief", tools: [{ type: "function", name: "f" }], store: false, text: {} };
    const sent: unknown = JSON.parse(request({ ...others, max_output_tokens: 900 }).upstreamBody("M", 40));
    expect(sent).toEqual({ ...others, model: "M", input: "hi", max_output_tokens: 40 });
  });

  it("bounds what it can see, and says when it cannot", () => {
    const seen = request({ instructions: "be brief" }).boundInput();
    expect(seen).toBeGreaterThan(request().boundInput());
    const image = { type: "input_image", image_url: `data:image/png;base64,${"A".repeat(500_000)}` };
    expect(request({ input: [{ role: "user", content: [image] }] }).boundInput()).toBeLessThan(2_000);
    for (const kept of [
      { previous_response_id: "resp_1" },
      { conversation: "conv_1" },
      { prompt: { id: "pmpt_1" } },
      { input: [{ role: "user", content: [{ type: "input_file", file_id: "f" }] }] },
      { input: [{ type: "item_reference", id: "x" }] },
    ])
      expect(request(kept).boundInput()).toBe(Number.POSITIVE_INFINITY);
  });

  it("is refused where usage would come too late, or nothing is asked", () => {
    expect(() => request({ background: true })).toThrow(expect.objectContaining({ param: "background" }));
    expect(() => request({ input: [] })).toThrow(expect.objectContaining({ param: "input" }));
    expect(() => request({ max_output_tokens: 0 })).toThrow(expect.objectContaining({ param: "max_output_tokens" }));
  });
});

describe("a whole response", () => {
  const read = (value: object) => {
    const meter = request().newMeter();
    return { seen: meter.readWhole(JSON.stringify(value)), meter };
  };

  it("reports cached tokens inside the input and reasoning inside the output", () => {
    const { meter } = read(answer({ usage: USAGE }));
    expect(meter.reportedUsage).toEqual({ inputTokens: 10, cachedInputTokens: 4, outputTokens: 5 });
  });

  it("is counted by its text, its calls and its reasoning", () => {
    const output = [
      { type: "reasoning", summary: [{ type: "summary_text", text: "think" }] },
      { type: "function_call", name: "weather", arguments: '{"a":1}' },
      message("hello"),
    ];
    const { meter } = read(answer({ output }));
    expect(meter.reportedUsage).toBeNull();
    expect(meter.countOutput()).toBe(countTextTokens('thinkweather{"a":1}hello'));
  });

  it("shows the model as it was called", () => {
    expect(read(answer({ model: "M" })).seen).toContain('"model":"m"');
  });

  it("that failed is a failure, and one that is not ready is none", () => {
    for (const failed of [
      { status: "failed", error: { code: "x" } },
      { status: "cancelled" },
      { error: { code: "x" } },
    ])
      expect(() => read(answer(failed))).toThrow(expect.objectContaining({ error: "upstreamFailed" }));
    for (const wrong of [{ status: "in_progress" }, { output: undefined }])
      expect(() => read(answer(wrong))).toThrow(expect.objectContaining({ error: "upstreamMalformed" }));
    expect(read(answer({ status: "incomplete" })).meter.hasOutput).toBe(true);
  });
});

describe("a streamed response", () => {
  it("keeps the names of its events and withholds the last until the charge is durable", () => {
    const meter = request().newMeter();
    const created = event("response.created", { response: { model: "m" } });
    expect(meter.readEvent(created)).toBe(`event: response.created\ndata: ${created.data}\n\n`);
    expect(meter.readEvent({ ...created, name: null })).toContain("event: response.created\n");
    const renamed = meter.readEvent(event("response.in_progress", { response: { model: "M", id: "r" } }));
    expect(renamed).toContain('"response":{"model":"m","id":"r"}');
    meter.readEvent(event("response.output_text.delta", { delta: "hello" }));
    expect(meter.isFinished).toBe(false);
    expect(meter.readEvent(event("response.completed", { response: answer({ usage: USAGE }) }))).toBe("");
    expect(meter.isOver).toBe(true);
    expect(meter.endFrame).toMatch(/^event: response\.completed\ndata: .*"input_tokens":10.*\n\n$/);
    expect(meter.reportedUsage?.outputTokens).toBe(5);
    expect(meter.countOutput()).toBe(countTextTokens("hello"));
  });

  it("counts pieces of every kind, and a call by its name too", () => {
    const meter = request().newMeter();
    meter.readEvent(event("response.reasoning_summary_text.delta", { delta: "think" }));
    meter.readEvent(event("response.output_item.added", { item: { type: "function_call", name: "weather" } }));
    meter.readEvent(event("response.function_call_arguments.delta", { delta: "{}" }));
    meter.readEvent(event("response.function_call_arguments.done", { arguments: "{}" }));
    meter.readEvent(event("response.incomplete", { response: answer({ status: "incomplete" }) }));
    expect(meter.countOutput()).toBe(countTextTokens("thinkweather{}"));
    expect(meter.isOver).toBe(true);
  });

  it("that fails in the middle charges nothing", () => {
    for (const failed of [
      event("response.failed", { response: answer({ status: "failed" }) }),
      event("error", { code: "x" }),
    ])
      expect(() => request().newMeter().readEvent(failed)).toThrow(
        expect.objectContaining({ error: "upstreamFailed" }),
      );
    for (const wrong of [{ name: null, data: "{" }, { name: "x", data: "{}" }, event("response.completed")])
      expect(() => request().newMeter().readEvent(wrong)).toThrow(
        expect.objectContaining({ error: "upstreamMalformed" }),
      );
  });
});
