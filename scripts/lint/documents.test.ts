import { describe, expect, test } from "vitest";
import { checkLinks } from "./documents/check-links.mjs";
import { checkNounReadmes } from "./documents/check-noun-readmes.mjs";
import { checkPrismaSchema } from "./documents/check-prisma-schema.mjs";
import { checkStrayText } from "./documents/check-stray-text.mjs";
import { checkStyleSheets } from "./documents/check-style-sheets.mjs";

const MODEL = `/// One purchase.
model ProductOrder {
  cell      Int      @db.SmallInt
  accountId String   @map("account_id") @db.Uuid
  paidAt    DateTime @map("paid_at") @db.Timestamptz(3)
  account   Account  @relation(fields: [cell, accountId], references: [cell, id], onDelete: Restrict)

  /// the account's orders
  @@index([cell, accountId])
  @@map("product_order")
}
`;

describe("checkPrismaSchema", () => {
  const check = (model: string) =>
    checkPrismaSchema({ "prisma/schema/a.prisma": `// previewFeatures: strictUndefinedChecks\n${model}` });

  test("is content with a model that says everything", () => expect(check(MODEL)).toEqual([]));

  test.each([
    ["what a row is", "/// One purchase.\n", ""],
    ["does not name the query", "  /// the account's orders\n", ""],
    ["onDelete", ", onDelete: Restrict", ""],
    ["clear the cell", "onDelete: Restrict", "onDelete: SetNull"],
    ["Timestamptz", "@db.Timestamptz(3)", "@db.Timestamp(3)"],
    ["no @@map", `  @@map("product_order")\n`, ""],
    ["not snake_case", `@@map("product_order")`, `@@map("ProductOrder")`],
    ["not singular", `@@map("product_order")`, `@@map("product_orders")`],
    ["column name", `@map("account_id") `, ""],
    ["never Float", "cell      Int      @db.SmallInt", "cell Float"],
  ])("misses: %s", (finding, good, bad) => {
    expect(check(MODEL.replace(good, bad))).toContainEqual(expect.stringContaining(finding));
  });
});

test("checkLinks finds a relative link that leads nowhere", () => {
  const readme = "[a](lib/orders/order.ts) [b](./lib/orders#words) [c](https://example.com) `[d](x)` [e](lib/lost.ts)";
  expect(checkLinks({ "README.md": readme, "lib/orders/order.ts": "" })).toEqual([
    "README.md: the link to lib/lost.ts leads nowhere",
  ]);
});

test("checkNounReadmes asks a noun with a command for a short README.md", () => {
  const command = "export async function placeOrder(\n  ctx: RequestContext,\n) {}";
  const question = "export async function findPlans(ctx: RequestContext) {}";
  const files = { "lib/orders/place-order.ts": command, "lib/plans/find-plans.ts": question };
  expect(checkNounReadmes(files)).toEqual([expect.stringContaining("lib/orders: has a command")]);
  expect(checkNounReadmes({ ...files, "lib/orders/README.md": "line\n".repeat(25) })).toEqual([]);
  expect(checkNounReadmes({ ...files, "lib/orders/README.md": "line\n".repeat(26) })).toHaveLength(1);
});

test.each([
  ["a path of somebody's machine", ["cd ", "home/me/tokenhall"].join("/"), "import x from '@/app/(hall)/home/page'"],
  ["a registry's host", ["https://registry", "npmjs.org/next"].join("."), "npm registry"],
  ["a private key", ["-----BEGIN PRIVATE", "KEY-----MIIB"].join(" "), "a PRIVATE KEY in PEM"],
  ["an API key", ["sk", "a1".repeat(16)].join("-"), "sk-..."],
  [
    "a password in an address",
    ["postgres://app", "hunter22@db.example.com/x"].join(":"),
    "postgres://postgres@localhost/x",
  ],
  ["a secret", `clientSecret: ${JSON.stringify("a1".repeat(12))}`, "clientSecret: env().clientSecret"],
])("checkStrayText finds %s", (what, bad, good) => {
  expect(checkStrayText({ "a.ts": `x\n${bad}` })).toEqual([`a.ts:2: ${what}`]);
  expect(checkStrayText({ "a.ts": `${bad} // not a secret: an example` })).toEqual([]);
  expect(checkStrayText({ "a.ts": good })).toEqual([]);
});

test("checkStyleSheets allows colours as tokens of one style sheet only", () => {
  expect(
    checkStyleSheets({ "app/globals.css": "  --danger: #f00;\n", "a.css": "p { color: var(--danger); }" }),
  ).toEqual([]);
  expect(checkStyleSheets({ "app/globals.css": "p { color: #ff0000; }" })).toHaveLength(1);
  expect(checkStyleSheets({ "components/a.css": "  --danger: #f00;" })).toHaveLength(1);
});
