import { cva, type VariantProps } from "class-variance-authority";

type Size = "lg" | "md" | "sm" | "xs" | "icon" | "iconSm";
const WORDED: Size[] = ["lg", "md", "sm", "xs"];
const FILLED: ("primary" | "offer" | "secondary" | "soft" | "danger")[] = [
  "primary",
  "offer",
  "secondary",
  "soft",
  "danger",
];

/**
 * How a button looks, whether it is a button or a link. One primary per view. No two of its classes set the same thing,
 * so that it needs no merging in the browser.
 */
export const buttonStyle = cva(
  [
    "inline-flex items-center justify-center gap-2 border whitespace-nowrap no-underline transition-colors hover:no-underline",
    "[&:disabled:not([aria-busy=true])]:cursor-not-allowed [&:disabled:not([aria-busy=true])]:border-line [&:disabled:not([aria-busy=true])]:bg-sunken [&:disabled:not([aria-busy=true])]:text-ink-3",
    "aria-busy:cursor-progress",
  ],
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
        offer: "border-transparent bg-offer text-on-offer hover:bg-offer-ink",
        secondary: "border-line-strong bg-surface text-ink hover:bg-sunken",
        soft: "border-transparent bg-accent-soft text-accent-ink hover:border-accent-line",
        ghost: "border-transparent hover:bg-sunken",
        danger: "border-danger-line bg-surface text-danger hover:bg-danger-soft",
      },
      // md everywhere, lg for paying, sm and xs for staff and tight rows
      size: {
        lg: "min-h-13 rounded-md px-7 text-base/6 font-semibold",
        md: "min-h-11 rounded-md text-[0.9375rem]/5.5 font-semibold",
        sm: "hit-area min-h-9 rounded-compact text-md/5 font-semibold",
        xs: "hit-area min-h-7.5 rounded-sm px-2.5 text-sm/4.5 font-medium",
        icon: "size-11 rounded-md p-0",
        iconSm: "hit-area size-9 rounded-compact p-0",
      },
      block: { true: "w-full" },
    },
    compoundVariants: [
      { variant: FILLED, size: "md", class: "px-5" },
      { variant: FILLED, size: "sm", class: "px-3.5" },
      { variant: "ghost", size: "md", class: "px-3" },
      { variant: "ghost", size: "sm", class: "px-2.5" },
      { variant: "ghost", size: WORDED, class: "text-accent-ink" },
      { variant: "ghost", size: ["icon", "iconSm"], class: "text-ink-2" },
    ],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonStyleProps = VariantProps<typeof buttonStyle>;
