/** A test runs, always and beside all others, or it does not exist. */
export const noParkedTests = {
  meta: {
    type: "problem",
    schema: [],
    messages: { parked: "No `{{name}}`: a test runs or it is removed." },
  },
  create(context) {
    const report = (node, name) => context.report({ node, messageId: "parked", data: { name } });
    return {
      MemberExpression(node) {
        const name = node.property.name ?? node.property.value;
        if (!PARKED.has(name)) return;
        if (RUNNERS.has(rootOf(node.object))) report(node, `${rootOf(node.object)}.${name}`);
      },
      CallExpression(node) {
        if (/^(fit|xit|fdescribe|xdescribe|xtest)$/.test(node.callee.name ?? "")) report(node, node.callee.name);
      },
    };
  },
};

const PARKED = new Set(["only", "skip", "fixme", "todo", "skipIf", "runIf", "fails", "fail"]);
const RUNNERS = new Set(["it", "test", "describe", "suite", "bench"]);

function rootOf(node) {
  let at = node;
  while (at.type === "MemberExpression" || at.type === "CallExpression") at = at.object ?? at.callee;
  return at.name;
}
