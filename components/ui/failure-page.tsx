"use client";

export type FailureWords = { title: string; body: string; requestNumber: string; retry: string; home: string };

type FailurePageProps = {
  words: FailureWords;
  digest: string | undefined;
  homeHref: string;
  /** Whether it stands inside a frame, which has the page's main element. */
  framed?: boolean;
  onRetry: () => void;
};

// It travels with every page, so it leans on nothing: no icon set, no button component.
const BUTTON = "inline-flex min-h-11 items-center rounded-md border px-5 text-[0.9375rem] font-semibold";

/** What stands in for a page that failed: the reference to quote, and retry. */
export function FailurePage({ words, digest, homeHref, framed = false, onRetry }: FailurePageProps) {
  const Frame = framed ? "div" : "main";
  return (
    <Frame
      {...(!framed && { id: "main", tabIndex: -1 })}
      className="grid min-h-[60dvh] place-content-center justify-items-center gap-1 px-6 text-center"
    >
      <div role="alert">
        <h1 className="font-semibold">{words.title}</h1>
        <p className="text-md text-ink-2">{words.body}</p>
        {digest !== undefined && (
          <p className="font-mono text-xs text-ink-3">
            {words.requestNumber} {digest}
          </p>
        )}
      </div>
      <div className="mt-3 flex flex-wrap justify-center gap-3">
        <button
          type="button"
          onClick={onRetry}
          className={`${BUTTON} border-transparent bg-accent text-on-accent hover:bg-accent-hover`}
        >
          {words.retry}
        </button>
        <a href={homeHref} className={`${BUTTON} border-line-strong bg-surface text-ink hover:bg-sunken`}>
          {words.home}
        </a>
      </div>
    </Frame>
  );
}
