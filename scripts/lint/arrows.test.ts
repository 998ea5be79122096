import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
/** Files and folders are looked at apart: see the second one for why. */
const CONFIGS = [".dependency-cruiser.cjs", "scripts/lint/nouns-in-a-line.cjs"];

/** Path → what it imports. */
type Project = Record<string, string[]>;

const GOOD: Project = {
  "app/[locale]/account/orders/page.tsx": ["@/lib/orders/find-orders", "@/components/account/order-list"],
  "app/[locale]/admin/pricing/page.tsx": ["@/components/admin/price-table", "@/components/ui/button"],
  "components/account/order-list.tsx": ["@/lib/orders/order", "@/lib/i18n/format-money", "@/components/ui/button"],
  "components/admin/price-table.tsx": [],
  "components/ui/button.tsx": ["@/lib/i18n/locale"],
  "lib/orders/order.ts": ["@/lib/money/fen"],
  "lib/orders/store.ts": ["@/lib/db/client"],
  "lib/orders/find-orders.ts": ["./store", "./order", "@/lib/grants/find-grants"],
  "lib/orders/find-orders.db.test.ts": ["./find-orders", "@/lib/testing/make-order"],
  "lib/grants/find-grants.ts": ["@/lib/db/client"],
  "lib/testing/make-order.ts": ["@/lib/orders/find-orders"],
  "lib/db/client.ts": ["pg", "@/lib/env/env"],
  "lib/env/env.ts": [],
  "lib/env/brand.ts": [],
  "lib/money/fen.ts": [],
  "lib/i18n/format-money.ts": ["@/lib/money/fen"],
  "lib/i18n/locale.ts": [],
  "lib/gateway/main.ts": ["@/lib/orders/find-orders"],
  "prisma/seed/seed.ts": ["@/lib/testing/make-order"],
};

/** Rule → files that break it. */
const BROKEN: Record<string, Project> = {
  "no-cycles": { "lib/money/fen.ts": ["./yuan"], "lib/money/yuan.ts": ["./fen"] },
  "nouns-in-a-line": {
    "lib/grants/grant-order.ts": ["@/lib/orders/order"],
  },
  unresolved: { "lib/orders/lost.ts": ["@/lib/nowhere/lost"] },
  "nothing-imports-app": { "lib/orders/wrong-way.ts": ["@/app/[locale]/admin/pricing/page"] },
  "lib-below-components": { "lib/orders/draws.ts": ["@/components/ui/button"] },
  "components-are-pure": {
    "components/account/reads-database.tsx": ["@/lib/orders/find-orders"],
    "components/hall/hashes.tsx": ["node:crypto"],
  },
  "brand-is-handed-in": { "components/hall/hall-shell.tsx": ["@/lib/env/brand"] },
  "ui-is-domain-free": { "components/ui/order-button.tsx": ["@/lib/orders/order"] },
  "charts-draw-only": { "components/charts/chart.tsx": ["@/components/account/order-list"] },
  "small-zod-in-browser": { "components/account/form.tsx": ["zod"] },
  "database-only-in-nouns": { "app/api/orders/route.ts": ["@/lib/db/client"] },
  "row-types-stay-in-lib": { "app/api/rows/route.ts": ["@prisma/client"] },
  "one-door-to-postgres": { "lib/orders/own-connection.ts": ["pg"] },
  "kernel-knows-no-noun": { "lib/money/order-total.ts": ["@/lib/orders/order"] },
  "store-is-private": { "lib/plans/find-plans.ts": ["@/lib/orders/store"] },
  "store-stays-in-lib": { "app/api/store/route.ts": ["@/lib/orders/store"] },
  "customers-see-no-staff-code": { "components/account/peek.tsx": ["@/components/admin/price-table"] },
  "shared-sees-no-pages": { "components/ui/admin-button.tsx": ["@/components/admin/price-table"] },
  "servers-are-entries": { "lib/orders/starts-server.ts": ["@/lib/gateway/main"] },
  "testing-stays-outside": { "lib/orders/fakes.ts": ["@/lib/testing/make-order"] },
  "no-dev-dependencies": { "lib/orders/proves.ts": ["fast-check"] },
  "declared-dependencies": { "lib/orders/undeclared.ts": ["left-pad"] },
  "no-test-imports": { "lib/orders/borrows.ts": ["./find-orders.db.test"] },
};

/** A cycle is reported once, at the file or folder where its search began. */
const CYCLES: Record<string, string[]> = { "no-cycles": ["lib/money/fen.ts"], "nouns-in-a-line": ["lib/grants"] };

interface Violation {
  rule: { name: string };
  from: string;
}

const root = mkdtempSync(join(tmpdir(), "arrows-"));

beforeAll(async () => {
  const packages = ["pg", "zod", "@prisma/client", "fast-check", "left-pad"];
  for (const name of packages) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "main.js" }));
    await write(`node_modules/${name}/main.js`, "");
  }
  const dependencies = { pg: "1.0.0", zod: "1.0.0", "@prisma/client": "1.0.0" };
  await write("package.json", JSON.stringify({ dependencies, devDependencies: { "fast-check": "1.0.0" } }));
  await write("tsconfig.json", JSON.stringify({ compilerOptions: { jsx: "react-jsx", paths: { "@/*": ["./*"] } } }));
  for (const config of CONFIGS) {
    await mkdir(dirname(join(root, config)), { recursive: true });
    await cp(join(ROOT, config), join(root, config));
  }
  await plant(GOOD);
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe("the arrows of .dependency-cruiser.cjs", () => {
  test("a well-built project passes, and each planted import is found by its rule", async () => {
    expect(await violations()).toEqual([]);

    for (const project of Object.values(BROKEN)) await plant(project);
    const found = await violations();
    for (const [rule, project] of Object.entries(BROKEN)) {
      const culprits = CYCLES[rule] ?? Object.keys(project);
      const names = found.filter((violation) => violation.rule.name === rule).map((violation) => violation.from);
      expect(names, rule).toEqual(expect.arrayContaining(culprits));
    }
  }, 60_000);

  test("every rule has its planted example", async () => {
    const named: string[] = [];
    for (const file of CONFIGS) {
      const config: { forbidden: { name: string }[] } = (await import(join(ROOT, file))).default;
      named.push(...config.forbidden.map((rule) => rule.name));
    }
    expect(Object.keys(BROKEN).sort()).toEqual(named.sort());
  });
});

async function plant(project: Project) {
  for (const [path, imports] of Object.entries(project)) {
    await write(
      path,
      imports.map((name, index) => `import * as i${index} from "${name}";\nconsole.log(i${index});\n`).join(""),
    );
  }
}

async function write(path: string, text: string) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function violations(): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const config of CONFIGS) found.push(...(await violationsOf(config)));
  return found;
}

function violationsOf(config: string): Promise<Violation[]> {
  const cruiser = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const what = ["--config", config, "--no-cache", "--output-type", "json", "app", "components", "lib", "prisma"];
  return new Promise((done, fail) => {
    execFile(process.execPath, [cruiser, ...what], { cwd: root, maxBuffer: 1 << 26 }, (error, stdout) => {
      if (stdout === "") fail(error ?? new Error("dependency-cruiser said nothing"));
      else done(JSON.parse(stdout).summary.violations);
    });
  });
}
