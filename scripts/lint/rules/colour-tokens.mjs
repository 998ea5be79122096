/** Colours are tokens of app/globals.css: a colour written elsewhere would not follow the dark theme. */
export const colourTokens = {
  meta: {
    type: "problem",
    schema: [],
    messages: { colour: "Use a colour token instead of `{{colour}}`." },
  },
  create(context) {
    const check = (node, text) => {
      const colour = COLOUR.exec(text)?.[0].trim();
      if (colour) context.report({ node, messageId: "colour", data: { colour } });
    };
    return {
      Literal(node) {
        if (typeof node.value === "string" && !isAddress(node)) check(node, node.value);
      },
      TemplateElement(node) {
        check(node, node.value.raw);
      },
    };
  },
};

const HUES =
  "slate|gray|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose";
const COLOUR = new RegExp(
  String.raw`(?<=^|[\s[(:,'"])#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3})\b|\b(?:rgba?|hsla?|oklch|oklab)\(|-(?:${HUES})-(?:50|[1-9]00|950)\b`,
  "i",
);

const isAddress = (node) =>
  node.parent.type === "ImportDeclaration" || (node.parent.type === "JSXAttribute" && node.parent.name.name === "href");
