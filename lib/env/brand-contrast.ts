const INK_ON_BRIGHT = "#04150f";
const INK_ON_DEEP = "#ffffff";

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2 contrast of two #rrggbb colours, 1 to 21. */
export function contrastRatio(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Whether text of this colour may stand on that surface (AA). */
export function readableOn(colour: string, surface: string): boolean {
  return contrastRatio(colour, surface) >= 4.5;
}

/** The text colour that reads better on this fill; the better of the two is always above 4.5:1. */
export function onColour(fill: string): string {
  return contrastRatio(INK_ON_DEEP, fill) >= contrastRatio(INK_ON_BRIGHT, fill) ? INK_ON_DEEP : INK_ON_BRIGHT;
}
