import { z } from "zod";
import { countTextTokens } from "@/lib/tokens/count-text-tokens";

const Tokens = z.array(z.int()).min(1);

/** A text, texts, token numbers, or lists of token numbers. */
export const TextInputs = z.union([
  z.string().transform((text) => [text]),
  Tokens.transform((tokens) => [tokens]),
  z.array(z.union([z.string(), Tokens])).min(1),
]);

/** Begin and end marks around a text. */
const TOKENS_PER_INPUT = 4;

export function countInputs(inputs: z.output<typeof TextInputs>): number {
  return inputs.reduce<number>(
    (sum, input) => sum + TOKENS_PER_INPUT + (typeof input === "string" ? countTextTokens(input) : input.length),
    0,
  );
}
