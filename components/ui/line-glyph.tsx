/** The ghost icon button of the frames, written out. */
export const ICON_BUTTON = "grid size-11 place-items-center rounded-md text-ink-2 hover:bg-sunken";

/** A line drawing for what every page's frame loads, where the icon set would weigh more than the drawing. */
export function LineGlyph({ path }: { path: string }) {
  return (
    <svg
      aria-hidden="true"
      width={22}
      height={22}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
    >
      <path d={path} />
    </svg>
  );
}
