import { Fragment } from "react";

/** Code with its quoted texts in the accent colour, as a reader's eye looks for what to replace. */
export function QuickstartCode({ code }: { code: string }) {
  const parts = code.split(/("[^"\n]*"|'[^'\n]*')/);
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className="text-accent-ink">
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
