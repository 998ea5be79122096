/** Errors are told apart by code or class: their sentences change with a release or a language. */
export const noMessageMatching = {
  meta: {
    type: "problem",
    schema: [],
    messages: { match: "Tell errors apart by code or class, not by their text." },
  },
  create(context) {
    return {
      "MemberExpression[property.name='message']"(node) {
        if (!/(^(e|err|cause|reason|exception)$|error$)/i.test(nameOf(node.object))) return;
        if (isMatched(node)) context.report({ node, messageId: "match" });
      },
    };
  },
};

const nameOf = (node) => node.name ?? node.property?.name ?? "";

function isMatched(node) {
  const parent = node.parent.type === "ChainExpression" ? node.parent.parent : node.parent;
  if (parent.type === "BinaryExpression") return /^[!=]==?$/.test(parent.operator);
  if (parent.type === "SwitchStatement") return true;
  if (parent.type === "MemberExpression")
    return (
      parent.object === node && /^(includes|match|matchAll|startsWith|endsWith|search|indexOf)$/.test(nameOf(parent))
    );
  if (parent.type === "CallExpression" && parent.arguments.includes(node))
    return /^(test|exec)$/.test(nameOf(parent.callee));
  return false;
}
