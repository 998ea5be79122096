import { describe, expect, it } from "vitest";
import { curlSample, quickstartSamples } from "./quickstart-samples";

const facts = { baseUrl: "https://api.example.com/v1", model: "deepseek-v3.2", prompt: "你好" };
const codeOf = (secret?: string) =>
  Object.fromEntries(
    quickstartSamples(secret === undefined ? facts : { ...facts, secret }).map(({ key, code }) => [key, code]),
  );

describe("quickstartSamples", () => {
  it("names the address and the model in every program", () => {
    const { curl, python, node } = codeOf();
    for (const code of [curl, python, node]) {
      expect(code).toContain("https://api.example.com/v1");
      expect(code).toContain("deepseek-v3.2");
    }
  });

  it("puts a fresh key into .env and curl, and nowhere else", () => {
    const { env, curl, python, node } = codeOf("tk-secret");
    expect(env).toBe("OPENAI_BASE_URL=https://api.example.com/v1\nOPENAI_API_KEY=tk-secret");
    expect(curl).toContain("Bearer tk-secret");
    expect([python, node].join()).not.toContain("tk-secret");
  });

  it("reads the key from the environment where none is being shown", () => {
    expect(codeOf().curl).toContain("Bearer $OPENAI_API_KEY");
  });

  it("sends a body that is JSON, whatever the question", () => {
    const body = /-d '(.*)'$/.exec(curlSample({ ...facts, prompt: `What's "new"?` }))?.[1] ?? "";
    expect(JSON.parse(body)).toEqual({
      model: "deepseek-v3.2",
      messages: [{ role: "user", content: `What's "new"?` }],
    });
  });
});
