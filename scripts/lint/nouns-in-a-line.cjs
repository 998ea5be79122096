/**
 * Arrow 4: the nouns of lib form a line. A rule of its own, because it looks at folders: tests and their factories reach
 * across nouns on purpose and would close circles that the product does not have.
 */
const house = require("../../.dependency-cruiser.cjs");

const KERNEL = "time|money|ids|errors|env|db|i18n|log";
const NOUN = `^lib/(?!(${KERNEL}|http|auth|audit|testing|jobs|gateway)$)[^/]+$`;

module.exports = {
  forbidden: [
    {
      name: "nouns-in-a-line",
      comment: "Nouns form a line: two folders of lib must not need each other.",
      severity: "error",
      scope: "folder",
      from: { path: NOUN },
      to: { path: NOUN, circular: true, viaOnly: { path: NOUN } },
    },
  ],
  options: {
    ...house.options,
    exclude: {
      path: `${house.options.exclude.path}|\\.test\\.tsx?$|^lib/testing/|^(app|components|e2e|scripts|bench|prisma)/`,
    },
    cache: false,
  },
};
