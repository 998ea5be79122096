import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import { type ChatPrompt, promptTexts } from "@/lib/tokens/prompt-texts";

/** Up to this size in all, a prompt is counted; counting it takes about ten milliseconds at most. */
const COUNTED_BYTES = 64 * 1024;

/**
 * The most tokens a prompt can have. For every prompt of up to 64 KB it equals `countPromptTokens`. Infinite when the
 * prompt names what is kept elsewhere or is no text: then only the model's context bounds it.
 */
export function boundPromptTokens(prompt: ChatPrompt): number {
  const { texts, fixedTokens, hasUnseen } = promptTexts(prompt);
  return hasUnseen ? Number.POSITIVE_INFINITY : fixedTokens + boundTextTokens(texts);
}

/** The most tokens texts can have: counted while that is cheap, else their size in bytes (a token is at least one byte). */
export function boundTextTokens(texts: readonly string[]): number {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return bytes > COUNTED_BYTES ? bytes : texts.reduce((sum, text) => sum + countTextTokens(text), 0);
}
