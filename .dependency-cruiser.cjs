/**
 * The arrows of this house: app → components → lib/<noun> → kernel, in a line and never back. Each rule below is one
 * sentence of ARCHITECTURE.md. Type-only imports count: a type drags its module's words across the border too.
 */
const TEST = String.raw`\.test\.tsx?$|^e2e/`;
const WORKSHOP = "^(scripts|bench|e2e|prisma/seed|lib/testing)/|\\.test\\.tsx?$|^[^/]+\\.config\\.(ts|mjs)$";
const STAFF = String.raw`^app/\[locale\]/admin/|^app/api/admin/|^components/admin/`;
const CUSTOMER = String.raw`^app/\[locale\]/(account|\(hall\)|sign-in|checkout)/|^components/(account|hall)/`;
const KERNEL = "time|money|ids|errors|env|db|i18n|log";
const BUILTIN =
  "^(node:)?(async_hooks|child_process|cluster|crypto|dgram|dns|events|fs|http2?|https|module|net|os|path|perf_hooks|" +
  "process|readline|stream|tls|tty|util|v8|vm|worker_threads|zlib)(/|$)";

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const never = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    never("no-cycles", "Modules form a line: move what both need into a third file.", {}, { circular: true }),
    never("unresolved", "An import that leads nowhere.", { pathNot: "^\\.next/" }, { couldNotResolve: true }),

    never("nothing-imports-app", "Arrow 1: routes are entries.", { pathNot: "^app/" }, { path: "^app/" }),
    never("lib-below-components", "Arrow 1: lib knows no screen.", { path: "^lib/" }, { path: "^components/" }),
    never(
      "components-are-pure",
      "Arrow 2: a component gets its data as properties; it reaches only pure files, formatters and the http client.",
      { path: "^components/", pathNot: TEST },
      {
        path: `^lib/(db|gateway|jobs)/|^lib/env/(?!brand)|/store\\.ts$|^node_modules/(pg|@prisma|pino)/|${BUILTIN}`,
        reachable: true,
      },
    ),
    never(
      "brand-is-handed-in",
      "Arrow 2: a component may know the brand's type; its values come as a property.",
      { path: "^components/", pathNot: TEST },
      { path: "^lib/env/", dependencyTypesNot: ["type-only"] },
    ),
    never(
      "ui-is-domain-free",
      "Arrow 2: components/ui are primitives of any product.",
      { path: "^components/ui/", pathNot: TEST },
      { path: "^(lib/(?!i18n/|time/)|components/(?!ui/|icons/))" },
    ),
    never(
      "charts-draw-only",
      "Charts draw prepared series: they know no page.",
      { path: "^components/charts/", pathNot: TEST },
      { path: "^components/(?!charts/|ui/|icons/)" },
    ),
    never(
      "small-zod-in-browser",
      "The browser validates with zod/mini.",
      { path: "^components/", pathNot: TEST },
      { path: "^node_modules/zod/", pathNot: "^node_modules/zod/(v4/)?(mini|core)/" },
    ),
    never(
      "database-only-in-nouns",
      "Arrow 3: only a noun's files, auth, audit and the clock speak to the database.",
      { path: "^(app|components|proxy\\.ts|lib/(money|ids|errors|env|i18n)/)", pathNot: TEST },
      { path: "^lib/db/" },
    ),
    never(
      "row-types-stay-in-lib",
      "Arrow 3: what leaves lib is a view.",
      // A test of a route looks at the rows it left.
      { path: "^(app|components|e2e)/|^proxy\\.ts$", pathNot: "\\.db\\.test\\.ts$" },
      { path: "^lib/db/|^node_modules/(@prisma|pg|prisma)/" },
    ),
    never(
      "one-door-to-postgres",
      "Only lib/db (and the queue of lib/jobs) open connections.",
      { path: "^lib/", pathNot: `^lib/(db|jobs|testing)/|${TEST}` },
      { path: "^node_modules/(pg|@prisma|graphile-worker)/|^lib/db/generated/(?!client|enums|models)" },
    ),
    never(
      "kernel-knows-no-noun",
      "Arrow 4: the kernel is under every noun.",
      { path: `^lib/(${KERNEL})/`, pathNot: TEST },
      { path: `^lib/(?!(${KERNEL})/)` },
    ),
    never(
      "store-is-private",
      "Arrow 4: another noun is called through its use case or its pure file.",
      { path: "^(lib/[^/]+)/" },
      { path: "^lib/[^/]+/store\\.ts$", pathNot: "^$1/" },
    ),
    never(
      "store-stays-in-lib",
      "Arrow 4: a store is private to its folder.",
      { pathNot: "^lib/" },
      { path: "^lib/[^/]+/store\\.ts$" },
    ),
    never("customers-see-no-staff-code", "Arrow 5.", { path: CUSTOMER }, { path: STAFF }),
    never(
      "shared-sees-no-pages",
      "Primitives know no page.",
      { path: "^components/(ui|charts)/" },
      { path: "^components/(hall|account|admin)/" },
    ),

    never(
      "servers-are-entries",
      "The gateway and the worker are programs, not libraries.",
      { pathNot: `^lib/(gateway|jobs)/|${WORKSHOP}` },
      { path: "^lib/gateway/|^lib/jobs/main\\.ts$" },
    ),
    never(
      "testing-stays-outside",
      "Factories serve the seed, the tests and the benchmarks only.",
      { pathNot: WORKSHOP },
      { path: "^(lib/testing|e2e|bench|prisma/seed|scripts)/" },
    ),
    never(
      "no-dev-dependencies",
      "What runs in production is in `dependencies`.",
      { path: "^(app|components|lib|prisma|proxy\\.ts|next\\.config)", pathNot: `${TEST}|^lib/testing/` },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm"] },
    ),
    never(
      "declared-dependencies",
      "Every package is named in package.json.",
      { pathNot: "^\\.next/" },
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    never("no-test-imports", "A test is nobody's library.", {}, { path: "\\.test\\.tsx?$" }),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    doNotFollow: { path: "^node_modules/|^lib/db/generated/" },
    exclude: { path: "^(\\.next|\\.data|public)/|next-env\\.d\\.ts" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
    cache: { folder: "node_modules/.cache/dependency-cruiser", strategy: "content" },
  },
};
