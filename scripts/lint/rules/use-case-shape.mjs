import { basename } from "node:path";

/** A use case is `verbNoun(ctx, input)`, alone in the file of its name, with its return type written down. */
export const useCaseShape = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: {
      fileName: "The use case `{{name}}` belongs in the file `{{expected}}.ts`.",
      parameters: "A use case takes (ctx, input) and nothing else.",
      returns: "Write down what the use case returns: a view, never a row.",
      verb: "`{{verb}}` names no domain act: place, pay, renew, approve, settle, …",
      network: "No network call inside a transaction: leave an outbox row or a job.",
    },
  },
  create(context) {
    const stem = basename(context.filename).replace(/\.tsx?$/, "");
    return {
      "ExportNamedDeclaration > FunctionDeclaration[async=true]"(node) {
        if (typeNameOf(node.params[0]) !== "RequestContext") return;
        const name = node.id.name;
        const expected = kebab(name);
        if (expected !== stem) context.report({ node: node.id, messageId: "fileName", data: { name, expected } });
        if (node.params.length > 2) context.report({ node: node.params[2], messageId: "parameters" });
        if (!node.returnType) context.report({ node: node.id, messageId: "returns" });
        const [verb] = expected.split("-");
        if (/^(update|process|handle|manage)$/.test(verb))
          context.report({ node: node.id, messageId: "verb", data: { verb } });
      },
      "CallExpression[callee.name='inTransaction'] CallExpression[callee.name='fetch']": (node) =>
        context.report({ node, messageId: "network" }),
    };
  },
};

const typeNameOf = (parameter) => parameter?.typeAnnotation?.typeAnnotation?.typeName?.name;

const kebab = (name) => name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
