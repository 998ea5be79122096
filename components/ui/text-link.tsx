import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type TextLinkProps = ComponentProps<typeof Link> & {
  /** "onward": a small arrow says there is more behind it. "inline": inside a sentence, underlined. */
  look?: "onward" | "inline" | "plain";
};

const LOOKS = {
  onward: "hit-area inline-flex items-center gap-1 text-md font-medium hover:underline",
  plain: "hit-area inline-flex items-center gap-1 text-md font-medium hover:underline",
  inline: "underline decoration-accent-line hover:decoration-current",
} as const;

/** A link in the text or beside a heading. */
export function TextLink({ look = "plain", className, children, ...rest }: TextLinkProps) {
  return (
    <Link {...rest} className={classNames("text-accent-ink underline-offset-3", LOOKS[look], className)}>
      {children}
      {look === "onward" && <ChevronRight aria-hidden="true" size={16} strokeWidth={2} />}
    </Link>
  );
}
