/** `eslint-disable-next-line rule -- why`: an exception without its reason is not one. */
export const reasonedDisables = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      reason: "Add the reason: `{{directive}} rule -- why this place is different`.",
      blanket: "Name the rule that is switched off here.",
      inline: "Switch a rule off with a reasoned eslint-disable, not with inline configuration.",
    },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) checkComment(context, comment);
      },
    };
  },
};

function checkComment(context, comment) {
  // Column -1 puts the report before the directive, so that a directive cannot silence the report about itself.
  const loc = { start: { line: comment.loc.start.line, column: -1 }, end: comment.loc.end };
  const text = comment.value.trim();
  if (comment.type === "Block" && /^eslint\s/.test(text)) context.report({ loc, messageId: "inline" });

  const directive = /^eslint-disable(-next-line|-line)?(?=\s|$)/.exec(text)?.[0];
  if (!directive) return;
  const [rules = "", ...reason] = text.slice(directive.length).split(/\s-{2,}\s/);
  if (rules.trim() === "") context.report({ loc, messageId: "blanket" });
  if (reason.join(" ").trim().length < 10) context.report({ loc, messageId: "reason", data: { directive } });
}
