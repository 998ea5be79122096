import type { ReactNode } from "react";
import { classNames } from "./class-names";

type CodeBlockProps = { label: string; children: ReactNode; action?: ReactNode; className?: string };

/** Code to read and copy. It scrolls by itself when it must, so the keyboard can reach it. */
export function CodeBlock({ label, children, action, className }: CodeBlockProps) {
  return (
    // The action has its own column, so that no code scrolls under it.
    <div
      className={classNames(
        "grid min-w-0 grid-cols-[minmax(0,1fr)_auto] rounded-md border border-line bg-sunken",
        className,
      )}
    >
      <pre
        role="region"
        aria-label={label}
        // A scrolling region without a control inside must itself be reachable.
        tabIndex={0}
        className="overflow-x-auto px-4 py-3.5 font-mono text-sm/5.5 whitespace-pre text-ink focus-visible:rounded-md"
      >
        <code>{children}</code>
      </pre>
      {action !== undefined && <div className="p-1">{action}</div>}
    </div>
  );
}
