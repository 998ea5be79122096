/** What a person reads comes from the typed messages, in every language. */
export const noLiteralText = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      text: "Text for people comes from lib/i18n/messages: {{text}}",
      han: "Chinese text comes from lib/i18n/messages or from data: {{text}}",
    },
  },
  create(context) {
    const reported = new Set();
    const report = (node, text, messageId = "text") => {
      if (reported.has(node)) return;
      reported.add(node);
      context.report({ node, messageId, data: { text: JSON.stringify(text.trim().slice(0, 40)) } });
    };

    const checkShown = (node) => {
      for (const shown of shownStrings(node)) if (LETTER.test(shown.text)) report(shown.node, shown.text);
    };
    return {
      JSXText(node) {
        if (LETTER.test(decode(node.value)) && !isCode(node)) report(node, node.value);
      },
      JSXExpressionContainer(node) {
        if (/^JSX(Element|Fragment)$/.test(node.parent.type) && !isCode(node)) checkShown(node.expression);
      },
      JSXAttribute(node) {
        if (!TEXT_ATTRIBUTES.has(node.name.name) || !node.value) return;
        checkShown(node.value.type === "JSXExpressionContainer" ? node.value.expression : node.value);
      },
      Literal(node) {
        if (typeof node.value === "string" && HAN.test(node.value)) report(node, node.value, "han");
      },
      TemplateElement(node) {
        if (HAN.test(node.value.raw)) report(node, node.value.raw, "han");
      },
    };
  },
};

const LETTER = /\p{L}/u;
const HAN = /\p{Script=Han}/u;
const CODE_ELEMENTS = new Set(["code", "pre", "kbd", "samp", "style", "script"]);
const TEXT_ATTRIBUTES = new Set([
  ...["title", "alt", "label", "placeholder", "summary", "caption", "description", "heading", "hint"],
  ...["aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext"],
]);

const decode = (text) => text.replaceAll(/&#?\w+;/g, "");

/** The strings that an expression can show: through conditions and joins, but not through function calls. */
function shownStrings(node) {
  switch (node?.type) {
    case "Literal":
      return typeof node.value === "string" ? [{ node, text: node.value }] : [];
    case "TemplateLiteral":
      return node.quasis.map((quasi) => ({ node: quasi, text: quasi.value.raw }));
    case "ConditionalExpression":
      return [...shownStrings(node.consequent), ...shownStrings(node.alternate)];
    case "LogicalExpression":
      return shownStrings(node.right);
    case "BinaryExpression":
      return node.operator === "+" ? [...shownStrings(node.left), ...shownStrings(node.right)] : [];
    default:
      return [];
  }
}

/** Program text is the same in every language. */
function isCode(node) {
  for (let at = node.parent; at; at = at.parent)
    if (at.type === "JSXElement" && CODE_ELEMENTS.has(at.openingElement.name.name)) return true;
  return false;
}
