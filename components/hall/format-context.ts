import { formatCount } from "@/lib/i18n/format-number";

const K = 1024;

/** A context window as suppliers print it, in binary thousands and alike in both languages: "128K". */
export function formatContext(tokens: number): string {
  return tokens % K === 0 ? `${formatCount(tokens / K)}K` : formatCount(tokens);
}
