/**
 * Functions to a number of lines. SQL, JSX trees and tables are read as pictures rather than step by step, so they do not count:
 * a template literal, a JSX element or an array of rows counts as the one line on which it begins.
 * The callback of `describe` is a chapter, not a function.
 */
export const shortFunctions = {
  meta: {
    type: "suggestion",
    schema: [{ type: "object", properties: { max: { type: "integer" } }, additionalProperties: false }],
    messages: { long: "This function has {{lines}} lines (without SQL, JSX and tables); at most {{max}}." },
  },
  create(context) {
    const max = context.options[0]?.max ?? 70;
    const open = [];

    const enter = (node) => open.push({ node, pictures: [] });
    const leave = (node) => {
      const { pictures } = open.pop();
      if (isChapter(node)) return;
      const lines = node.loc.end.line - node.loc.start.line + 1 - hiddenLines(pictures);
      if (lines > max) context.report({ loc: headOf(node), messageId: "long", data: { lines, max } });
    };
    const picture = (node) => {
      for (const { pictures } of open) pictures.push(node.loc);
    };
    return {
      FunctionDeclaration: enter,
      FunctionExpression: enter,
      ArrowFunctionExpression: enter,
      "FunctionDeclaration:exit": leave,
      "FunctionExpression:exit": leave,
      "ArrowFunctionExpression:exit": leave,
      TemplateLiteral: picture,
      JSXElement: picture,
      JSXFragment: picture,
      ArrayExpression(node) {
        if (isTable(node)) picture(node);
      },
    };
  },
};

function isTable(node) {
  return node.elements.length > 1 && node.elements.every((row) => row && /^(Array|Object)Expression$/.test(row.type));
}

function isChapter(node) {
  const call = node.parent;
  if (call?.type !== "CallExpression") return false;
  const root = call.callee.type === "MemberExpression" ? call.callee : { object: null, property: call.callee };
  return root.property?.name === "describe" || root.object?.name === "describe";
}

function headOf(node) {
  return { start: node.loc.start, end: { line: node.loc.start.line, column: node.loc.start.column + 1 } };
}

function hiddenLines(pictures) {
  const hidden = new Set();
  for (const { start, end } of pictures) for (let line = start.line + 1; line <= end.line; line++) hidden.add(line);
  return hidden.size;
}
