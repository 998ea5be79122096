/** The system clock and the calendar live in lib/time: everything else is handed an instant. */
export const bannedClock = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      date: "Read and build instants through lib/time: ctx.now, businessNow(), or a function of lib/time.",
      sqlClock: "SQL takes the instant as a parameter: the database's clock is not the business clock.",
    },
  },
  create(context) {
    const isGlobalDate = (node) => {
      if (node.type !== "Identifier" || node.name !== "Date") return false;
      for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) {
        const variable = scope.set.get("Date");
        if (variable && variable.defs.length > 0) return false;
      }
      return true;
    };
    return {
      NewExpression(node) {
        if (isGlobalDate(node.callee)) context.report({ node, messageId: "date" });
      },
      CallExpression(node) {
        if (isGlobalDate(node.callee)) context.report({ node, messageId: "date" });
      },
      MemberExpression(node) {
        if (isGlobalDate(node.object)) context.report({ node, messageId: "date" });
      },
      TemplateLiteral(node) {
        const text = node.quasis.map((quasi) => quasi.value.raw).join(" ");
        const isSql = /\b(select|insert\s+into|update|delete\s+from)\b/i.test(text);
        if (isSql && SQL_CLOCK.test(text)) context.report({ node, messageId: "sqlClock" });
      },
    };
  },
};

const SQL_CLOCK =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\s*\)|\bcurrent_(timestamp|date|time)\b/i;
