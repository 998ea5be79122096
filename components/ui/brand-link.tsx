import Link from "next/link";
import { classNames } from "./class-names";

type BrandLinkProps = {
  href: string;
  /** The operator. Left out where only the hall's name fits. */
  name?: string;
  hall: string;
  logo: string | undefined;
  size?: number;
  /** Where there is no room for both names side by side, a long operator's name stands above the hall's at every width. */
  narrow?: boolean;
  /** For the names, such as hiding them on a collapsed rail. The mark stays. */
  namesClassName?: string;
  className?: string;
};

const LONG_NAME = 8;

/** The operator's mark and name, then the hall's: side by side, or above each other when the name is long. */
export function BrandLink({
  href,
  name,
  hall,
  logo,
  size = 28,
  narrow = false,
  namesClassName,
  className,
}: BrandLinkProps) {
  const long = name !== undefined && Array.from(name).length > LONG_NAME;
  return (
    <Link
      href={href}
      className={classNames(
        "inline-flex min-h-11 flex-none items-center gap-2 text-[0.9375rem] whitespace-nowrap text-ink tablet:gap-2.5 tablet:text-base",
        className,
      )}
    >
      <BrandMark logo={logo} size={size} />
      <span
        className={classNames(
          "flex",
          long ? "flex-col text-md/5" : "items-center gap-2 tablet:gap-2.5",
          long && !narrow && "desk:flex-row desk:items-center desk:gap-2.5 desk:text-base",
          namesClassName,
        )}
      >
        {name !== undefined && <b className="font-semibold">{name}</b>}
        <span
          className={classNames(
            name === undefined ? "font-semibold" : "font-normal text-ink-2",
            name !== undefined && !long && "border-s border-line ps-2 text-sm tablet:ps-2.5 tablet:text-md",
            long && "text-xs/4",
            long && !narrow && "desk:border-s desk:border-line desk:ps-2.5 desk:text-md",
          )}
        >
          {hall}
        </span>
      </span>
    </Link>
  );
}

function BrandMark({ logo, size }: { logo: string | undefined; size: number }) {
  // A local file of fixed size: Next's image optimizer would only add a hop.
  if (logo !== undefined) return <img src={logo} alt="" width={size} height={size} className="rounded-compact" />;
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true" className="text-accent">
      <rect width="28" height="28" rx="8" fill="currentColor" />
      <path d="M7 9.5h14M7 14h9.5M7 18.5h5" stroke="var(--color-on-accent)" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  );
}
