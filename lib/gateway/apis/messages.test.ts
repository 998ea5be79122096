import { describe, expect, it } from "vitest";
import { messagesApi } from "@/lib/gateway/apis/messages";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

const MESSAGES = [{ role: "user", content: "hi" }];
const request = (more: object = {}) =>
  messagesApi.parse(JSON.stringify({ model: "m", max_tokens: 100, messages: MESSAGES, ...more }));
const event = (type: string, data: object = {}) => ({ name: type, data: JSON.stringify({ type, ...data }) });
const start = (usage?: object, model = "m") => event("message_start", { message: { model, content: [], usage } });
const text = (piece: string) => event("content_block_delta", { index: 0, delta: { type: "text_delta", text: piece } });
const end = (usage?: object) => event("message_delta", { delta: { stop_reason: "end_turn" }, usage });

describe("a messages request", () => {
  it("names its output limit, and passes everything else through", () => {
    const others = {
      system: "be brief",
      metadata: { user_id: "u" },
      thinking: { type: "enabled" },
      stop_sequences: ["x"],
    };
    const sent: unknown = JSON.parse(request(others).upstreamBody("M", 40));
    expect(sent).toEqual({ ...others, model: "M", max_tokens: 40, messages: MESSAGES });
    expect(() => request({ max_tokens: undefined })).toThrow(
      expect.objectContaining({ error: "invalidValue", param: "max_tokens" }),
    );
  });

  it("has a bound that counts system, tools and results, and images as images", () => {
    const bound = (more: object) => request(more).boundInput();
    expect(bound({ system: [{ type: "text", text: "be brief" }] })).toBeGreaterThan(bound({}));
    expect(bound({ tools: [{ name: "weather", input_schema: {} }] })).toBeGreaterThan(bound({}));
    const source = { type: "base64", media_type: "image/png", data: "A".repeat(500_000) };
    const inside = (content: unknown) => bound({ messages: [{ role: "user", content }] });
    expect(inside([{ type: "image", source }])).toBeLessThan(2_000);
    expect(inside([{ type: "tool_result", content: [{ type: "image", source }] }])).toBeLessThan(2_000);
    expect(inside([{ type: "document", source }])).toBe(Number.POSITIVE_INFINITY);
    expect(inside([{ type: "document", source: { type: "text", data: "word ".repeat(100) } }])).toBeGreaterThan(90);
  });
});

describe("a whole message", () => {
  const read = (value: object) => {
    const meter = request().newMeter();
    return { seen: meter.readWhole(JSON.stringify({ type: "message", model: "m", ...value })), meter };
  };
  const content = [{ type: "text", text: "hello" }];

  it("has cached tokens beside its input: read ones are cached, written ones are ordinary input", () => {
    const usage = { input_tokens: 10, cache_read_input_tokens: 300, cache_creation_input_tokens: 50, output_tokens: 5 };
    expect(read({ content, usage }).meter.reportedUsage).toEqual({
      inputTokens: 360,
      cachedInputTokens: 300,
      outputTokens: 5,
    });
    const nulls = { ...usage, cache_read_input_tokens: null, cache_creation_input_tokens: null };
    expect(read({ content, usage: nulls }).meter.reportedUsage?.inputTokens).toBe(10);
  });

  it("is counted by its text, thinking and calls when it reports nothing", () => {
    const call = { type: "tool_use", name: "weather", input: { city: "上海" } };
    const blocks = [{ type: "thinking", thinking: "think", signature: "AAAA" }, call];
    const { meter } = read({ content: blocks });
    expect(meter.reportedUsage).toBeNull();
    expect(meter.countOutput()).toBe(countTextTokens("think") + countTextTokens('weather{"city":"上海"}'));
    const zeros = { input_tokens: 0, output_tokens: 0 };
    expect(read({ content, usage: zeros }).meter.reportedUsage).toBeNull();
  });

  it("may be an error in spite of its status", () => {
    const failed = (type: string) => ({ type: "error", error: { type, message: "x" } });
    expect(() => read(failed("api_error"))).toThrow(expect.objectContaining({ error: "upstreamFailed" }));
    expect(() => read(failed("overloaded_error"))).toThrow(expect.objectContaining({ error: "upstreamBusy" }));
    expect(() => read({ content: 7 })).toThrow(expect.objectContaining({ error: "upstreamMalformed" }));
  });
});

describe("a streamed message", () => {
  it("keeps event names, pings and order, and withholds its stop until the charge is durable", () => {
    const meter = request().newMeter();
    const begun = start({ input_tokens: 10, output_tokens: 1 });
    expect(meter.readEvent(begun)).toBe(`event: message_start\ndata: ${begun.data}\n\n`);
    expect(meter.readEvent(event("ping"))).toBe('event: ping\ndata: {"type":"ping"}\n\n');
    expect(meter.readEvent(text("hello"))).toContain("event: content_block_delta\n");
    expect(meter.isFinished).toBe(false);
    expect(meter.readEvent(end({ output_tokens: 5 }))).toContain("event: message_delta\n");
    expect(meter.isFinished).toBe(true);
    expect(meter.readEvent(event("message_stop"))).toBe("");
    expect(meter.isOver).toBe(true);
    expect(meter.endFrame).toBe('event: message_stop\ndata: {"type":"message_stop"}\n\n');
    expect(request().newMeter().readEvent(start(undefined, "M"))).toContain('"model":"m"');
  });

  it("takes later counts for running totals, not for more", () => {
    const meter = request().newMeter();
    meter.readEvent(start({ input_tokens: 10, cache_read_input_tokens: 300, output_tokens: 1 }));
    meter.readEvent(text("hello"));
    expect(meter.reportedUsage).toBeNull();
    meter.readEvent(end({ output_tokens: 4 }));
    meter.readEvent(end({ output_tokens: 5, input_tokens: 12 }));
    expect(meter.reportedUsage).toEqual({ inputTokens: 312, cachedInputTokens: 300, outputTokens: 5 });
  });

  it("of which the client leaves has the reported input and our count of the output", () => {
    const meter = request().newMeter();
    meter.readEvent(start({ input_tokens: 10, cache_read_input_tokens: 300, output_tokens: 1 }));
    meter.readEvent(text("hello world"));
    expect(meter.usageSoFar).toEqual({ inputTokens: 310, cachedInputTokens: 300, outputTokens: 2 });
    const silent = request().newMeter();
    silent.readEvent(start());
    silent.readEvent(text("hello world"));
    expect(silent.usageSoFar).toBeNull();
    expect(silent.countOutput()).toBe(2);
  });

  it("counts thinking and the input of calls", () => {
    const meter = request().newMeter();
    const block = (content_block: object) => event("content_block_start", { index: 1, content_block });
    const delta = (piece: object) => event("content_block_delta", { index: 1, delta: piece });
    meter.readEvent(block({ type: "tool_use", name: "weather", input: {} }));
    meter.readEvent(delta({ type: "input_json_delta", partial_json: '{"a":' }));
    meter.readEvent(delta({ type: "input_json_delta", partial_json: "1}" }));
    expect(meter.countOutput()).toBe(countTextTokens('weather{"a":1}'));
  });

  it("that fails in the middle charges nothing", () => {
    const failed = event("error", { error: { type: "api_error", message: "x" } });
    expect(() => request().newMeter().readEvent(failed)).toThrow(expect.objectContaining({ error: "upstreamFailed" }));
    for (const data of ["{", "{}", "[]"])
      expect(() => request().newMeter().readEvent({ name: null, data })).toThrow(
        expect.objectContaining({ error: "upstreamMalformed" }),
      );
  });
});
