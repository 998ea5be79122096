import type { RequestFields } from "@/lib/gateway/apis/request-fields";
import { boundTextTokens } from "@/lib/tokens/bound-prompt-tokens";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

/** Prompts that are texts, or token numbers already. */
export interface TextInputs {
  count: number;
  /** By input; empty where it came as token numbers. */
  texts: readonly string[];
  bound: () => number;
  tokens: () => number;
}

/** Begin and end marks that a model may put around a text. */
const TOKENS_PER_INPUT = 4;

/** A field that is a text, texts, token numbers, or lists of token numbers. Throws invalidValue. */
export function readTextInputs(fields: RequestFields, name: string, most: number): TextInputs {
  const inputs = inputsOf(fields.all[name]);
  if (!inputs) throw fields.wrong(name, "a text, a list of texts, or lists of token numbers");
  if (inputs.length > most) throw fields.wrong(name, `at most ${most} entries`);
  const texts = inputs.map((input) => (typeof input === "string" ? input : ""));
  const numbered = inputs.reduce((sum: number, input) => sum + (typeof input === "string" ? 0 : input.length), 0);
  const fixed = numbered + inputs.length * TOKENS_PER_INPUT;
  return {
    count: inputs.length,
    texts,
    bound: () => boundTextTokens(texts) + fixed,
    tokens: () => texts.reduce((sum, text) => sum + countTextTokens(text), fixed),
  };
}

type Input = string | readonly number[];

function inputsOf(value: unknown): Input[] | null {
  if (typeof value === "string") return [value];
  if (!Array.isArray(value) || value.length === 0) return null;
  const entries: readonly unknown[] = value;
  if (isTokens(entries)) return [entries];
  const inputs = entries.filter((entry): entry is Input => typeof entry === "string" || isTokens(entry));
  return inputs.length === entries.length ? inputs : null;
}

function isTokens(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((token) => Number.isInteger(token));
}
