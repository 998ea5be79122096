import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundPromptTokens } from "@/lib/tokens/bound-prompt-tokens";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

const userSays = (content: unknown) => ({ messages: [{ role: "user", content }] });
const EMPTY = countPromptTokens(userSays(""));

describe("countTextTokens", () => {
  it("counts by o200k, in any language", () => {
    expect(countTextTokens("")).toBe(0);
    expect(countTextTokens("hello world")).toBe(2);
    expect(countTextTokens("词元")).toBeGreaterThan(0);
  });

  it("remembers long texts apart from each other", () => {
    const long = "hello world ".repeat(100).trim();
    const first = countTextTokens(long);
    expect(countTextTokens(`${long} hello`)).toBe(first + 1);
    expect(countTextTokens(long)).toBe(first);
  });

  it("takes texts that look like control tokens for words", () => {
    expect(countTextTokens("<|endoftext|>")).toBeGreaterThan(1);
  });

  it("stays quick on what makes byte pair encoding slow", () => {
    const started = performance.now();
    for (const run of ["a", "词", "=", " ", "ab"]) countTextTokens(run.repeat(60_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it("never counts more tokens than bytes, nor fewer than none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 2_000 }), (text) => {
        const tokens = countTextTokens(text);
        expect(tokens).toBeLessThanOrEqual(Buffer.byteLength(text));
        expect(tokens > 0).toBe(text !== "");
      }),
    );
  });
});

describe("countPromptTokens", () => {
  it("counts content given as text and as parts alike", () => {
    expect(countPromptTokens(userSays("hello world"))).toBe(EMPTY + 2);
    expect(countPromptTokens(userSays([{ type: "text", text: "hello world" }]))).toBe(EMPTY + 2);
  });

  it.each([
    ["a name", { messages: [{ role: "user", name: "Marguerite", content: "" }] }],
    [
      "tool calls",
      {
        messages: [
          { role: "assistant", content: "", tool_calls: [{ function: { name: "f", arguments: '{"city":"上海"}' } }] },
        ],
      },
    ],
    [
      "tool definitions",
      { ...userSays(""), tools: [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }] },
    ],
    ["an output schema", { ...userSays(""), response_format: { type: "json_object" } }],
    ["a refusal", { messages: [{ role: "assistant", content: "", refusal: "I cannot" }] }],
  ])("counts %s", (_what, prompt) => {
    expect(countPromptTokens(prompt)).toBeGreaterThan(EMPTY);
  });

  it("counts an image as a stated bound, whatever the length of its data", () => {
    const image = (url: string) => countPromptTokens(userSays([{ type: "image_url", image_url: { url } }]));
    expect(image(`data:image/png;base64,${"A".repeat(100_000)}`)).toBe(image("https://example.com/cat.png"));
    expect(image("https://example.com/cat.png")).toBe(EMPTY + 1_600);
  });

  it("does not trip over values that are no messages", () => {
    expect(() => countPromptTokens({ messages: [null, 7, "text", [], { content: null }] })).not.toThrow();
  });
});

describe("boundPromptTokens", () => {
  it("equals the count for prompts of ordinary length", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        (text) => boundPromptTokens(userSays(text)) === countPromptTokens(userSays(text)),
      ),
    );
  });

  it("is the size in bytes for long ones, over all messages together", () => {
    const long = { messages: Array.from({ length: 3 }, () => ({ role: "user", content: "词元 ".repeat(5_000) })) };
    expect(boundPromptTokens(long)).toBeGreaterThanOrEqual(3 * 35_000);
    expect(boundPromptTokens(long)).toBeGreaterThan(countPromptTokens(long));
  });
});
