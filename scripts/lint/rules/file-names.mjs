import { basename, relative, sep } from "node:path";

/** Kebab-case, precise, and no barrels. Folders of app/ may use the router's own signs. */
export const fileNames = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: {
      kebab: "`{{name}}` is not kebab-case.",
      vague: "`{{name}}` says nothing about what is inside: no utils, helpers, common, misc, manager.",
      barrel: "No barrels: import from the file that holds the thing.",
      starExport: "No `export *`: import from the file that holds the thing.",
      reExport: "No re-exports: import from the file that holds the thing.",
    },
  },
  create(context) {
    const parts = relative(context.cwd, context.filename).split(sep);
    const isRoute = parts[0] === "app" && /^(route|page)\.tsx?$/.test(basename(context.filename));
    return {
      Program(node) {
        for (const name of parts) {
          const stem = stemOf(name, parts);
          if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) context.report({ node, messageId: "kebab", data: { name } });
          if (stem.split("-").some((word) => VAGUE.has(word)))
            context.report({ node, messageId: "vague", data: { name } });
          if (stem === "index") context.report({ node, messageId: "barrel" });
        }
      },
      ExportAllDeclaration: (node) => context.report({ node, messageId: "starExport" }),
      "ExportNamedDeclaration[source]"(node) {
        if (!isRoute) context.report({ node, messageId: "reExport" });
      },
    };
  },
};

const VAGUE = new Set(["util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"]);

/** The name without the router's signs and without what says its kind: `place-order.db.test.ts` → `place-order`. */
function stemOf(name, parts) {
  const bare = name
    .replace(/(\.(test|db|kill|property|spec|config|setup|d))*\.(ts|tsx|mjs|mts|cjs|js)$/, "")
    .replace(/^\./, "");
  if (parts[0] !== "app") return bare;
  // An address may end like a file: /api/openapi.json.
  if (parts.indexOf(name) < parts.length - 1 && bare.endsWith(".json")) return bare.slice(0, -".json".length);
  const sign = /^(?:\((?<group>.+)\)|\[{1,2}(?:\.{3})?(?<param>.+?)\]{1,2}|@(?<slot>.+))$/.exec(bare)?.groups;
  if (!sign) return bare;
  const param = sign.param?.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter.toLowerCase()}`); // [subscriptionId]
  return sign.group ?? param ?? sign.slot;
}
