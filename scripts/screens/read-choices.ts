import { parseArgs } from "node:util";
import { LOCALES, type Locale } from "@/lib/i18n/locale";
import { type DataAmount, DATA_AMOUNTS } from "./people";

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
const WIDTHS = ["390", "1440"] as const;

/** What of everything is wanted. */
export interface Choices {
  /** Routes as the folders name them, with or without the first slash; empty: all. */
  routes: string[];
  languages: Locale[];
  themes: Theme[];
  widths: number[];
  data: DataAmount[];
  out: string;
  /** Only the README's pictures. */
  readme: boolean;
}

/** Reads the command line. Throws a sentence when a word is unknown. */
export function readChoices(words: string[]): Choices {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      languages: { type: "string" },
      themes: { type: "string" },
      widths: { type: "string", default: WIDTHS.join(",") },
      data: { type: "string" },
      out: { type: "string", default: ".screens" },
      readme: { type: "boolean", default: false },
    },
  });
  return {
    routes: positionals.map((route) => `/${route.replace(/^\/+|\/+$/g, "")}`),
    languages: listOf("languages", LOCALES, values.languages),
    themes: listOf("themes", THEMES, values.themes),
    widths: values.widths.split(",").map(widthOf),
    data: listOf("data", DATA_AMOUNTS, values.data),
    out: values.out,
    readme: values.readme,
  };
}

function listOf<T extends string>(name: string, known: readonly T[], text: string | undefined): T[] {
  if (text === undefined) return [...known];
  return text.split(",").map((word) => {
    const found = known.find((one) => one === word);
    if (found === undefined) throw new RangeError(`--${name}: ${word} is not one of ${known.join(", ")}`);
    return found;
  });
}

function widthOf(text: string): number {
  const width = Number(text);
  if (!Number.isInteger(width) || width < 240 || width > 4_000) throw new RangeError(`--widths: ${text}`);
  return width;
}
