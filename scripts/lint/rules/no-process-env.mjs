/** Configuration is validated once, in lib/env: elsewhere a missing variable would show itself late and far away. */
export const noProcessEnv = {
  meta: {
    type: "problem",
    schema: [],
    messages: { env: "Read configuration from lib/env: `env().…`." },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: "env" });
    return {
      "MemberExpression[property.name='env'] > .object"(node) {
        if (/^(globalThis\.)?process$/.test(context.sourceCode.getText(node))) report(node.parent);
      },
      "MemberExpression[object.name='process'] > Literal.property[value='env']": report,
      "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']": report,
      "ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name='env']": report,
      "MemberExpression[object.type='MetaProperty'][property.name='env']": report,
    };
  },
};
