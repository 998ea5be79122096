/**
 * How wide the header and the footer stand: as the page between them, so that brand and title share a left edge. The
 * layout does not know its page; the page's top says how wide it is, and CSS looks.
 */
export const FRAME_WIDTH =
  "max-w-page group-has-data-[width=compare]/hall:max-w-compare desk:group-has-data-[width=compare]/hall:px-8";
