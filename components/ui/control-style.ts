import { cva, type VariantProps } from "class-variance-authority";

/** The edge of anything one types or chooses in. 16 px text on phones, so that iOS does not zoom. */
export const controlStyle = cva(
  [
    "flex w-full items-center gap-2 border bg-surface text-ink transition-colors",
    "focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus",
    "has-aria-invalid:border-danger has-aria-invalid:inset-ring has-aria-invalid:inset-ring-danger has-aria-invalid:focus-within:outline-danger",
    // Only the control itself: a select with one option that cannot be chosen is not disabled.
    "has-[>:disabled]:border-line has-[>:disabled]:bg-sunken has-[>:disabled]:text-ink-3",
  ],
  {
    variants: {
      size: {
        md: "min-h-12 rounded-md text-base",
        sm: "min-h-11 rounded-compact text-base tablet:min-h-9 tablet:text-sm",
        xs: "min-h-11 rounded-sm text-base tablet:min-h-8 tablet:text-sm",
      },
      padding: { md: "px-3.5", compact: "px-2.5", text: "px-3.5 py-2.5", none: "relative" },
      valid: { true: "border-ok inset-ring inset-ring-ok", false: "border-line-strong" },
    },
    defaultVariants: { size: "md", padding: "md", valid: false },
  },
);

export type ControlStyleProps = Pick<VariantProps<typeof controlStyle>, "size">;
