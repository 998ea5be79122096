/** A row of two to four short choices; more belong into a select. Shared by the button and the link form. On the narrowest screens a choice wraps. */
export const SEGMENTED_TRACK = "inline-flex max-w-full gap-0.5 rounded-md bg-sunken p-0.75";

export const SEGMENTED_ITEM =
  "inline-flex min-h-11 flex-auto items-center justify-center rounded-compact px-4 text-center text-md/5 whitespace-nowrap no-underline transition-colors hover:no-underline focus-visible:rounded-compact tablet:min-h-9.5 max-[22.5rem]:px-3 max-[22.5rem]:whitespace-normal";

export const SEGMENTED_OPEN = "text-ink-2 hover:text-ink";

export const SEGMENTED_CHOSEN = "bg-raised font-semibold text-ink shadow-1 ring ring-line";
