import { describe, expect, it } from "vitest";
import { chatApi } from "@/lib/gateway/apis/chat";

const text = (more: object = {}) =>
  JSON.stringify({ model: "glm-5", messages: [{ role: "user", content: "hi" }], ...more });

describe("a chat request", () => {
  it("is read as far as the gateway needs it", () => {
    expect(chatApi.parse(text({ n: 3, stream: true }))).toMatchObject({
      model: "glm-5",
      choices: 3,
      prompts: 1,
      streamed: true,
      askedOutputTokens: null,
    });
  });

  it("may say null for absent, as some clients do", () => {
    const absent = { n: null, max_tokens: null, stream: null, user: null, stream_options: null };
    expect(chatApi.parse(text(absent))).toMatchObject({ choices: 1, streamed: false, askedOutputTokens: null });
  });

  it("means the smaller of two limits", () => {
    expect(chatApi.parse(text({ max_tokens: 100, max_completion_tokens: 50 })).askedOutputTokens).toBe(50);
  });

  it.each([
    [{ max_tokens: 0 }, "max_tokens"],
    [{ max_tokens: "5" }, "max_tokens"],
    [{ n: 129 }, "n"],
    [{ messages: [{ content: "no role" }] }, "messages.0.role"],
    [{ model: "" }, "model"],
    [{ stream_options: 1 }, "stream_options"],
    [{ user: 7 }, "user"],
  ])("is refused for %j, naming the field", (wrong, param) => {
    expect(() => chatApi.parse(text(wrong))).toThrow(expect.objectContaining({ error: "invalidValue", param }));
  });

  it("may not nest too deeply, but brackets inside a text do not count", () => {
    const deep = `{"model":"m","messages":${"[".repeat(100)}${"]".repeat(100)}}`;
    expect(() => chatApi.parse(deep)).toThrow(expect.objectContaining({ error: "invalidJson" }));
    expect(() => chatApi.parse(text({ note: '[{"\\'.repeat(100) }))).not.toThrow();
  });

  it("has a bound that images do not blow up and that files make unknown", () => {
    const bound = (content: unknown) => chatApi.parse(text({ messages: [{ role: "user", content }] })).boundInput();
    const image = { type: "image_url", image_url: { url: `data:image/png;base64,${"A".repeat(500_000)}` } };
    expect(bound([image])).toBeLessThan(2_000);
    expect(bound([image, image]) - bound([image])).toBe(1_600);
    expect(bound([{ type: "file", file: { file_id: "f1" } }])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("its body for upstream", () => {
  const sent = (more: object, limit = 40): unknown =>
    JSON.parse(chatApi.parse(text(more)).upstreamBody("GLM5-Air", limit));

  it("names the model as upstream does and sends the limit that is paid for, in the words of the request", () => {
    expect(sent({ max_tokens: 100 })).toMatchObject({ model: "GLM5-Air", max_tokens: 40 });
    expect(sent({ max_completion_tokens: 100 })).not.toHaveProperty("max_tokens");
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
      tool_choice: "auto",
      response_format: { type: "json_object" },
      temperature: 0.2,
      stop: ["x"],
      seed: 7,
      n: 2,
      logit_bias: { "50256": -100 },
      top_k: [1],
    };
    expect(sent(others)).toMatchObject(others);
  });
});
