import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import { type ChatPrompt, promptTexts } from "@/lib/tokens/prompt-texts";

/** Up to this size in all, a prompt is counted; counting it takes about ten milliseconds at most. */
const COUNTED_BYTES = 64 * 1024;

/**
 * The most tokens a prompt can have: counted while that is cheap, else its size in bytes (a token is at least one byte).
 * For every prompt of up to 64 KB it equals `countPromptTokens`.
 */
export function boundPromptTokens(prompt: ChatPrompt): number {
  const { texts, fixedTokens } = promptTexts(prompt);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > COUNTED_BYTES) return fixedTokens + bytes;
  return texts.reduce((sum, text) => sum + countTextTokens(text), fixedTokens);
}
