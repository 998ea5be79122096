import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "./button-style";
import { classNames } from "./class-names";

type FlowFrameProps = {
  title: ReactNode;
  back: { href: string; label: string };
  children: ReactNode;
  /** The one action, pinned at the bottom inside the safe area. The only pinned bar of the screen. */
  action?: ReactNode;
};

/** A flow (sign-in, checkout, order): back arrow, title, cards on the canvas, one action at the bottom. */
export function FlowFrame({ title, back, children, action }: FlowFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="sticky top-0 z-10 flex h-14 items-center border-b border-line bg-surface px-1">
        <Link href={back.href} aria-label={back.label} className={buttonStyle({ variant: "ghost", size: "icon" })}>
          <ChevronLeft aria-hidden="true" size={22} />
        </Link>
        <h1 className="me-11 flex-1 text-center text-[1.0625rem]/6 font-semibold">{title}</h1>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={classNames("mx-auto w-full max-w-140 flex-1 px-4 pt-4", action === undefined ? "pb-16" : "pb-34")}
      >
        <div className="grid gap-4">{children}</div>
      </main>
      {action !== undefined && (
        <div className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface px-4 pt-3 pb-[calc(12px+env(safe-area-inset-bottom))]">
          <div className="mx-auto max-w-132">{action}</div>
        </div>
      )}
    </div>
  );
}
