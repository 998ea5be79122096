const TOKENS = "app/globals.css";
const COLOUR = /(?<=[:\s,(])#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab)\(/i;

/** Colours are tokens, written in one style sheet as custom properties. */
export function checkStyleSheets(files) {
  return Object.entries(files)
    .filter(([path]) => path.endsWith(".css"))
    .flatMap(([path, text]) =>
      text.split("\n").flatMap((line, index) => {
        const declaresToken = path === TOKENS && /^\s*--[\w-]+:/.test(line);
        return COLOUR.test(line) && !declaresToken ? [`${path}:${index + 1}: a colour that is not a token`] : [];
      }),
    );
}
