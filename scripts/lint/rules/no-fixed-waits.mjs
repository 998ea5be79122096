/** A test waits for what it expects to see, never for an amount of time. */
export const noFixedWaits = {
  meta: {
    type: "problem",
    schema: [],
    messages: { wait: "Wait for what should happen (expect.poll, toBeVisible, vi.waitFor), not for a time." },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: "wait" });
    return {
      "MemberExpression[property.name='waitForTimeout']": report,
      "ImportDeclaration[source.value=/^(node:)?timers\\/promises$/]": report,
      "AwaitExpression > NewExpression[callee.name='Promise']"(node) {
        if (/\bsetTimeout\(\s*\w+\s*,/.test(context.sourceCode.getText(node))) report(node);
      },
      "AwaitExpression > CallExpression[callee.name=/^(sleep|delay|wait|pause)$/]": report,
      "Property[key.name='waitUntil'] > Literal[value='networkidle']": report,
      "CallExpression[callee.property.name='waitForLoadState'] > Literal[value='networkidle']": report,
    };
  },
};
