import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlStyle } from "./control-style";

/** Several lines of text: a reason, a note. Spread what Field gives onto it. */
export function TextArea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <span className={clsx(controlStyle({ padding: "text" }), className)}>
      <textarea
        {...rest}
        rows={rows}
        className="min-w-0 flex-1 resize-y bg-transparent outline-none placeholder:text-ink-3 focus-visible:outline-none"
      />
    </span>
  );
}
