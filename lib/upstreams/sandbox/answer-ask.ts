import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import type { PromptCache } from "@/lib/upstreams/sandbox/prompt-cache";
import type { SandboxAnswer, SandboxAsk, SandboxUsage } from "@/lib/upstreams/sandbox/sandbox-dialect";
import { cutToTokens, writeAnswer, writeExactly } from "@/lib/upstreams/sandbox/write-answer";

const DEFAULT_LIMIT = 4_096;
const NOTHING: SandboxUsage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
const OVERLONG_TOKENS = 1_000_000;

/** Decides the whole answer to a request, before anything is sent. */
export function answerAsk(ask: SandboxAsk, cache: PromptCache): SandboxAnswer {
  const { order, questions } = ask;
  const toolCall =
    order === "tool-call" && ask.toolName !== null ? { id: "call_sandbox", name: ask.toolName, arguments: "{}" } : null;
  const written = questions.map(({ text }) => (toolCall ? { text: "", isCut: false } : write(text, ask)));
  const outputTokens = toolCall
    ? countTextTokens(toolCall.name + toolCall.arguments)
    : written.reduce((sum, { text }) => sum + countTextTokens(text), 0);
  return {
    texts: written.map(({ text }, index) => (questions[index]?.echoed ?? "") + text),
    toolCall,
    isCut: written.some(({ isCut }) => isCut),
    usage: usageOf(ask, outputTokens * ask.writtenPerText, cache),
  };
}

function write(question: string, { order, limit, asJson, model }: SandboxAsk): { text: string; isCut: boolean } {
  if (order === "exact") return { text: writeExactly(limit ?? DEFAULT_LIMIT), isCut: true };
  const full = writeAnswer(question, model);
  // Callers that ask for JSON get JSON.
  const text = cutToTokens(
    asJson ? JSON.stringify({ answer: full }) : full,
    Math.min(limit ?? DEFAULT_LIMIT, DEFAULT_LIMIT),
  );
  return { text, isCut: text.length < full.length };
}

function usageOf(ask: SandboxAsk, outputTokens: number, cache: PromptCache): SandboxUsage | null {
  const { order, model, prompt, promptTokens } = ask;
  if (order === "no-usage") return null;
  if (order === "zero-usage") return NOTHING;
  return {
    inputTokens: promptTokens,
    cachedTokens: order === "exact" ? 0 : cache.use(model, prompt, promptTokens),
    outputTokens: order === "overlong" ? outputTokens + (ask.limit ?? DEFAULT_LIMIT) + OVERLONG_TOKENS : outputTokens,
  };
}
