import { countTextTokens } from "@/lib/tokens/count-text-tokens";
import { type ChatPrompt, promptTexts } from "@/lib/tokens/prompt-texts";

/** The prompt tokens of a chat request, counted whatever its length. */
export function countPromptTokens(prompt: ChatPrompt): number {
  const { texts, fixedTokens } = promptTexts(prompt);
  return texts.reduce((sum, text) => sum + countTextTokens(text), fixedTokens);
}
