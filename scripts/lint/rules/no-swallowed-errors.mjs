/** An error is answered, mapped or thrown on. Ignoring one needs a sentence of why; logging alone is ignoring it. */
export const noSwallowedErrors = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      empty: "Say in a comment why this error may be ignored.",
      logOnly: "This only logs: answer the error, map it or let it pass.",
    },
  },
  create(context) {
    const checkBody = (node, body) => {
      if (body.type !== "BlockStatement") {
        if (isLog(body)) context.report({ node, messageId: "logOnly" });
        else if (isNothing(body) && isDropped(node) && !isExplained(node)) context.report({ node, messageId: "empty" });
        return;
      }
      if (body.body.length === 0) {
        if (!hasComment(body) && !isExplained(node)) context.report({ node, messageId: "empty" });
        return;
      }
      if (body.body.every((line) => line.type === "ExpressionStatement" && isLog(line.expression)))
        context.report({ node, messageId: "logOnly" });
    };
    const hasComment = (node) => context.sourceCode.getCommentsInside(node).length > 0;

    /** `.catch(() => undefined)` has its comment inside the call or above the statement. */
    const isExplained = (handler) => {
      if (handler.type === "CatchClause") return false;
      if (hasComment(handler.parent)) return true;
      const chain = context.sourceCode.getAncestors(handler);
      const statement = chain.findLast((node) => /Statement$|Declaration$/.test(node.type));
      return statement ? context.sourceCode.getCommentsBefore(statement).length > 0 : false;
    };

    return {
      CatchClause(node) {
        checkBody(node, node.body);
      },
      "CallExpression[callee.type='MemberExpression'][callee.property.name='catch']"(node) {
        const [handler] = node.arguments;
        if (!handler) return;
        if (/^(Arrow)?FunctionExpression$/.test(handler.type)) checkBody(handler, handler.body);
        else if (LOG.test(context.sourceCode.getText(handler))) context.report({ node: handler, messageId: "logOnly" });
      },
    };

    function isLog(expression) {
      return expression.type === "CallExpression" && LOG.test(context.sourceCode.getText(expression.callee));
    }
  },
};

const LOG = /^(console|(\w+\.)*log(ger)?\(?\)?)\.\w+$/i;

/** `const text = await read().catch(() => null)` answers the error with null; a result that nobody takes ignores it. */
function isDropped(handler) {
  let at = handler.parent.parent;
  while (/^(Await|Unary)Expression$/.test(at.type)) at = at.parent;
  return at.type === "ExpressionStatement";
}

const isNothing = (expression) =>
  (expression.type === "Identifier" && expression.name === "undefined") ||
  (expression.type === "Literal" && expression.value === null) ||
  (expression.type === "UnaryExpression" && expression.operator === "void" && expression.argument.type === "Literal");
