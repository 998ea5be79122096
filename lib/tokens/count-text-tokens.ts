import { hash } from "node:crypto";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

/** Byte pair encoding takes time with the square of a run of letters, of signs or of spaces: longer runs are cut. */
const LONGEST_RUN = 256;
const LONG_RUNS = /[\p{L}\p{M}]{257,}|[^\s\p{L}\p{N}]{257,}|\s{257,}/gu;
const RUN_PIECES = new RegExp(`[\\s\\S]{1,${LONGEST_RUN}}`, "gu");

/** Texts that look like control tokens ("<|endoftext|>") are a customer's words like any other. */
const AS_PLAIN_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

/** Longer texts are looked up first: a chat sends its system prompt and all of its past with every call. */
const SHORTEST_KNOWN = 512;
const MOST_KNOWN = 20_000;
/** By digest: what customers write is not kept. */
const known = new Map<string, number>();

/** The tokens of a text by o200k. */
export function countTextTokens(text: string): number {
  if (text.length < SHORTEST_KNOWN) return count(text);
  const digest = hash("sha256", text, "base64");
  const tokens = known.get(digest) ?? count(text);
  // Written again to be the newest: a Map keeps the order of writing, so the first is the longest unused.
  known.delete(digest);
  known.set(digest, tokens);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  return tokens;
}

/** Time is linear in the length; cutting long runs may count a few tokens more. */
function count(text: string): number {
  let tokens = 0;
  let from = 0;
  for (const run of text.matchAll(LONG_RUNS)) {
    tokens += countTokens(text.slice(from, run.index), AS_PLAIN_TEXT);
    for (const piece of run[0].match(RUN_PIECES) ?? []) tokens += countTokens(piece, AS_PLAIN_TEXT);
    from = run.index + run[0].length;
  }
  return tokens + countTokens(from === 0 ? text : text.slice(from), AS_PLAIN_TEXT);
}
