import { describe, expect, it } from "vitest";
import { parseChatRequest, upstreamBody } from "@/lib/gateway/chat-request";

const text = (more: object = {}) =>
  JSON.stringify({ model: "glm-5", messages: [{ role: "user", content: "hi" }], ...more });

describe("parseChatRequest", () => {
  it("reads the fields the gateway needs, and leaves the others as they are", () => {
    const chat = parseChatRequest(
      text({ n: 3, stream: true, stream_options: { include_usage: true }, seed: 7, top_k: [1] }),
    );
    expect(chat).toMatchObject({ choices: 3, streamed: true, wantsUsage: true, askedOutputTokens: null });
    expect(chat.fields).toMatchObject({ seed: 7, top_k: [1] });
  });

  it("takes null for absent, as some clients send it", () => {
    const chat = parseChatRequest(text({ n: null, max_tokens: null, stream: null, user: null }));
    expect(chat).toMatchObject({ choices: 1, streamed: false, askedOutputTokens: null });
  });

  it("takes the smaller of two limits", () => {
    expect(parseChatRequest(text({ max_tokens: 100, max_completion_tokens: 50 })).askedOutputTokens).toBe(50);
  });

  it.each([
    [{ max_tokens: 0 }, "max_tokens"],
    [{ max_tokens: "5" }, "max_tokens"],
    [{ n: 9 }, "n"],
    [{ messages: [{ content: "no role" }] }, "messages.0.role"],
    [{ model: "" }, "model"],
    [{ stream_options: 1 }, "stream_options"],
  ])("refuses %j and names the field", (wrong, param) => {
    expect(() => parseChatRequest(text(wrong))).toThrow(expect.objectContaining({ error: "invalidValue", param }));
  });

  it("refuses what nests too deeply, but not brackets inside a text", () => {
    const deep = `{"model":"m","messages":${"[".repeat(100)}${"]".repeat(100)}}`;
    expect(() => parseChatRequest(deep)).toThrow(expect.objectContaining({ error: "invalidJson" }));
    expect(() => parseChatRequest(text({ note: '[{"\\'.repeat(100) }))).not.toThrow();
  });
});

describe("upstreamBody", () => {
  const sent = (more: object, limit = 40): unknown =>
    JSON.parse(upstreamBody(parseChatRequest(text(more)), "GLM5-Air", limit));

  it("names the model as upstream does and sends the limit that is paid for, in the words of the request", () => {
    expect(sent({ max_tokens: 100 })).toMatchObject({ model: "GLM5-Air", max_tokens: 40 });
    expect(sent({ max_completion_tokens: 100 })).toEqual(expect.not.objectContaining({ max_tokens: 40 }));
    expect(sent({ max_completion_tokens: 100 })).toMatchObject({ max_completion_tokens: 40 });
    expect(sent({})).toMatchObject({ max_tokens: 40 });
  });

  it("always asks a stream for usage, and keeps other options", () => {
    expect(sent({ stream: true, stream_options: { include_usage: false, other: 1 } })).toMatchObject({
      stream_options: { include_usage: true, other: 1 },
    });
    expect(sent({})).not.toHaveProperty("stream_options");
  });

  it("passes everything else through", () => {
    const others = {
      tools: [{ type: "function" }],
      response_format: { type: "json_object" },
      temperature: 0.2,
      stop: ["x"],
    };
    expect(sent(others)).toMatchObject(others);
  });
});
