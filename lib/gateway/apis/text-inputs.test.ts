import { describe, expect, it } from "vitest";
import { completionsApi } from "@/lib/gateway/apis/completions";
import { embeddingsApi } from "@/lib/gateway/apis/embeddings";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

const completion = (more: object) => completionsApi.parse(JSON.stringify({ model: "m", prompt: "Once upon", ...more }));
const embedding = (input: unknown) => embeddingsApi.parse(JSON.stringify({ model: "m", input }));

describe("a text completion", () => {
  it("writes best_of texts for each prompt, of which n come back", () => {
    expect(completion({})).toMatchObject({ prompts: 1, choices: 1 });
    expect(completion({ prompt: ["a", "b"], n: 2, best_of: 5 })).toMatchObject({ prompts: 2, choices: 10 });
    expect(completion({ prompt: ["a", "b"], n: 3 })).toMatchObject({ prompts: 2, choices: 6 });
    const meter = completion({ prompt: ["a", "b"], n: 1, best_of: 4 }).newMeter();
    const choices = [0, 1].map((index) => ({ index, text: "x", finish_reason: "stop" }));
    meter.readWhole(JSON.stringify({ model: "m", choices }));
    expect(meter.isFinished).toBe(true);
  });

  it("counts prompts that are texts or token numbers", () => {
    expect(completion({}).boundInput()).toBe(countTextTokens("Once upon") + 4);
    expect(completion({ prompt: [1, 2, 3] }).boundInput()).toBe(3 + 4);
    expect(completion({ prompt: [[1, 2], [3]] })).toMatchObject({ prompts: 2 });
    expect(completion({ prompt: [[1, 2], [3]] }).boundInput()).toBe(3 + 8);
    expect(completion({ suffix: " the end" }).boundInput()).toBeGreaterThan(completion({}).boundInput());
    expect(completion({ prompt: null })).toMatchObject({ prompts: 1 });
  });

  it("may ask for nothing to be written", () => {
    expect(completion({ max_tokens: 0, echo: true }).askedOutputTokens).toBe(0);
    expect(() => completion({ max_tokens: -1 })).toThrow(expect.objectContaining({ param: "max_tokens" }));
  });

  it("does not count the prompt it repeats", () => {
    const meter = completion({ prompt: ["Once upon", "Long ago"], echo: true, n: 2 }).newMeter();
    const texts = ["Once upon a time", "Once upon a hill", "Long ago there", "Long ago here"];
    const choices = texts.map((text, index) => ({ index, text, finish_reason: "stop" }));
    meter.readWhole(JSON.stringify({ model: "m", choices }));
    const own = [" a time", " a hill", " there", " here"];
    expect(meter.countOutput()).toBe(own.reduce((sum, text) => sum + countTextTokens(text), 0));
  });
});

describe("embeddings", () => {
  it("have no output and a bounded input", () => {
    expect(embedding("hello world")).toMatchObject({ askedOutputTokens: 0, choices: 1, prompts: 1, streamed: false });
    expect(embedding(["hello world", "hello"]).boundInput()).toBe(2 + 1 + 8);
    expect(embedding([[1, 2, 3]]).countInput()).toBe(7);
    expect(embedding("x ".repeat(100_000)).boundInput()).toBe(200_004);
  });

  it.each([
    [[]],
    [[""].concat(Array.from({ length: 2_048 }, () => "x"))],
    [7],
    [null],
    [{ text: "x" }],
    [["x", 7]],
    [[1.5]],
  ])("refuse %.30j", (input) => {
    expect(() => embedding(input)).toThrow(expect.objectContaining({ error: "invalidValue", param: "input" }));
  });

  it("read usage, count when it is missing, and are nothing without a vector", () => {
    const read = (answer: object) => {
      const meter = embedding("hello world").newMeter();
      meter.readWhole(JSON.stringify({ object: "list", model: "m", data: [{ embedding: [1] }], ...answer }));
      return meter;
    };
    const usage = { prompt_tokens: 2, total_tokens: 2 };
    expect(read({ usage }).reportedUsage).toEqual({ inputTokens: 2, cachedInputTokens: 0, outputTokens: 0 });
    expect(read({}).reportedUsage).toBeNull();
    expect(read({ usage: { prompt_tokens: 0, total_tokens: 0 } }).reportedUsage).toBeNull();
    expect(read({}).hasOutput).toBe(true);
    expect(() => read({ data: [] })).toThrow(expect.objectContaining({ error: "upstreamMalformed" }));
  });
});
