/**
 * A use case checks the permission before it does anything else: a page or a route may be reached in more ways than one.
 * One that hands its `ctx` on to another use case is checked there; one that anybody may call says so: "Open to everyone".
 */
export const permissionFirst = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      missing:
        "Check the permission first (requirePermission, requireCustomer, requireClient, requireStaff), or say `Open to everyone`.",
    },
  },
  create(context) {
    let useCase;
    let decided = false;
    return {
      "ExportNamedDeclaration > FunctionDeclaration[async=true]"(node) {
        if (node.params[0]?.typeAnnotation?.typeAnnotation?.typeName?.name !== "RequestContext") return;
        useCase = node;
        decided = context.sourceCode
          .getCommentsBefore(node.parent)
          .some((comment) => /open to everyone/i.test(comment.value));
      },
      "ExportNamedDeclaration > FunctionDeclaration[async=true]:exit"(node) {
        if (useCase === node && !decided) context.report({ node: node.id, messageId: "missing" });
        useCase = undefined;
      },
      CallExpression(node) {
        if (!useCase || decided) return;
        if (GUARD.test(node.callee.name ?? "")) decided = true;
        else if (isWork(node)) {
          decided = true;
          if (!handsOn(node)) context.report({ node: useCase.id, messageId: "missing" });
        }
      },
    };
  },
};

const GUARD = /^require(Permission|Customer|Client|Staff)$/;

/** What waits for the world outside. */
const isWork = (node) => node.parent.type === "AwaitExpression" || node.callee.name === "inTransaction";

const handsOn = (node) => node.arguments[0]?.type === "Identifier" && node.arguments[0].name === "ctx";
