import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our own token names (app/globals.css), so that a later class replaces an earlier one of the same kind.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["2xs", "xs", "sm", "md", "base", "lg", "xl", "2xl", "3xl", "4xl", "5xl"],
      radius: ["xs", "sm", "compact", "md", "lg", "xl"],
      shadow: ["1", "2", "3"],
      breakpoint: ["tablet", "desk"],
    },
  },
});

/**
 * Joins class names; of two that say the same thing the later wins. For components that render on the server: the merging
 * weighs 8 kB, so what also runs in the browser uses clsx and lets no two classes set the same thing.
 */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
