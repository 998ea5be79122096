import { Linter } from "eslint";
import { describe, expect, test } from "vitest";
import { houseRules } from "./house-rules.mjs";

/** [rule, path, bad code, good code]: the good code stands in the same file. */
type Case = [rule: string, path: string, bad: string, good: string];

const LIB = "lib/orders/place-order.ts";
const PAGE = "app/[locale]/account/orders/page.tsx";
const UNIT = "lib/orders/order.test.ts";
const E2E = "e2e/account/orders.test.ts";

const TYPES: Case[] = [
  ["@typescript-eslint/no-explicit-any", LIB, "export let x: any;", "export let x: unknown;"],
  ["@typescript-eslint/no-non-null-assertion", LIB, "export const x = y!;", "export const x = y ?? 0;"],
  [
    "@typescript-eslint/consistent-type-assertions",
    LIB,
    "export const x = y as string;",
    "export const x = [1] as const;",
  ],
  [
    "@typescript-eslint/consistent-type-assertions",
    LIB,
    "export const x = <string>y;",
    "export const x = {} satisfies X;",
  ],
  [
    "@typescript-eslint/ban-ts-comment",
    LIB,
    "// @ts-ignore\nx();",
    "// @ts-expect-error the wire sends more than its type says\nx();",
  ],
  ["no-restricted-syntax", LIB, "class A { x!: string }", "class A { x = '' }"],
  ["no-restricted-syntax", PAGE, "'use client';\nexport default f;", "export default f;"],
];

const SIZES: Case[] = [
  ["max-lines", LIB, "x();\n".repeat(301), "x();\n".repeat(300)],
  ["house/short-functions", LIB, longFunction("x();\n".repeat(69)), longFunction("x();\n".repeat(68))],
  [
    "house/short-functions",
    LIB,
    longFunction("x();\n".repeat(70)),
    longFunction(`sql(\`${"select 1\n".repeat(90)}\`);\n`),
  ],
  [
    "house/short-functions",
    LIB,
    longFunction("x();\n".repeat(70)),
    longFunction(`rows([\n${"[1, 2],\n".repeat(90)}]);\n`),
  ],
  [
    "house/short-functions",
    PAGE,
    longFunction("x();\n".repeat(70)),
    longFunction(`return <ul>${"<li />\n".repeat(90)}</ul>;\n`),
  ],
  [
    "house/short-functions",
    UNIT,
    longFunction("x();\n".repeat(70)),
    `describe("a", () => {\n${"x();\n".repeat(90)}});`,
  ],
];

const NAMES: Case[] = [
  ...[
    "lib/orders/placeOrder.ts",
    "lib/Orders/place.ts",
    "lib/orders/order-utils.ts",
    "lib/helpers/order.ts",
    "components/ui/index.ts",
  ].map((path): Case => ["house/file-names", path, "x();", ""]),
  ["house/file-names", LIB, "export * from './order';", "export const x = 1;"],
  ["house/file-names", LIB, "export { x } from './order';", "const x = 1; export { x };"],
  ["house/use-case-shape", LIB, useCase("payOrder", ""), useCase("placeOrder", "")],
  ["house/use-case-shape", LIB, useCase("placeOrder", ", again: boolean"), useCase("placeOrder", "")],
  ["house/use-case-shape", "lib/orders/update-order.ts", useCase("updateOrder", ""), "export const x = 1;"],
  [
    "house/use-case-shape",
    LIB,
    "export async function placeOrder(ctx: RequestContext) {}",
    "export async function placeOrder(ctx: RequestContext): Promise<OrderView> {}",
  ],
  [
    "house/use-case-shape",
    LIB,
    "inTransaction(async (tx) => { await fetch(x); });",
    "inTransaction(async (tx) => { await x(tx); });",
  ],
];

const PERMISSIONS: Case[] = [
  [
    "house/permission-first",
    LIB,
    guarded("await x();"),
    guarded('requirePermission(ctx.actor, "order:place"); await x();'),
  ],
  [
    "house/permission-first",
    LIB,
    guarded("await x(); requireStaff(ctx.actor, p);"),
    guarded("return x(requireStaff(ctx.actor, p));"),
  ],
  ["house/permission-first", LIB, guarded("return inTransaction(f);"), guarded("return await payOrder(ctx, {});")],
  [
    "house/permission-first",
    LIB,
    guarded("return [];"),
    `/** All plans on sale. Open to everyone. */\n${guarded("return [];")}`,
  ],
];

const BORDERS: Case[] = [
  ["house/no-process-env", LIB, "x(process.env.PORT);", "x(env().port);"],
  ["house/no-process-env", LIB, "const { env } = process;", "const { pid } = process;"],
  ["house/no-process-env", LIB, "import { env } from 'node:process';", "import { pid } from 'node:process';"],
  ["house/banned-clock", LIB, "x(new Date(iso));", "x(toInstant(iso));"],
  ["house/banned-clock", UNIT, "x(Date.now());", "x(businessNow());"],
  ["house/banned-clock", LIB, "x(Date());", "x(y instanceof Date);"],
  [
    "house/banned-clock",
    LIB,
    "sql`select * from plan where valid @> now()`;",
    "sql`select * from plan where valid @> ${at}`;",
  ],
  ["no-console", LIB, "console.log(1);", "log().info(1);"],
  ["no-restricted-globals", PAGE, "fetch('/api/orders');", "callApi('/api/orders');"],
  ["no-restricted-properties", PAGE, "x(n.toLocaleString());", "x(formatCount(n, locale));"],
];

const TEXT: Case[] = [
  ["house/no-literal-text", PAGE, "x(<p>Orders</p>);", "x(<p>{t('orders')} · 12 %</p>);"],
  ["house/no-literal-text", PAGE, "x(<p>{'Orders'}</p>);", "x(<p>{' '}</p>);"],
  ["house/no-literal-text", PAGE, "x(<p>{a ? 'On' : t('off')}</p>);", "x(<p>{a ? t('on') : t('off')}</p>);"],
  ["house/no-literal-text", PAGE, "x(<p>{`${n} tokens`}</p>);", "x(<p>{`${n} / ${m}`}</p>);"],
  [
    "house/no-literal-text",
    PAGE,
    "x(<input placeholder='Phone' />);",
    "x(<input name='phone' placeholder={t('phone')} />);",
  ],
  ["house/no-literal-text", PAGE, "x('套餐');", "x(<code>curl https://example.com</code>);"],
  ["house/colour-tokens", PAGE, "x(<p className='text-[#ff0000]' />);", "x(<p className='text-danger' />);"],
  ["house/colour-tokens", PAGE, "x(<p className='bg-red-500' />);", "x(<a href='#add' className='mt-500' />);"],
  ["house/colour-tokens", PAGE, "x({ fill: 'rgb(1, 2, 3)' });", "x({ fill: 'var(--chart-1)' });"],
];

const ERRORS: Case[] = [
  [
    "house/no-swallowed-errors",
    LIB,
    "try { x(); } catch {}",
    "try { x(); } catch { /* the file may be gone already */ }",
  ],
  [
    "house/no-swallowed-errors",
    LIB,
    "try { x(); } catch (e) { log().error(e); }",
    "try { x(); } catch (e) { log().error(e); throw e; }",
  ],
  [
    "house/no-swallowed-errors",
    LIB,
    "x().catch(() => {});",
    "x().catch(() => {\n// best effort: the lease ends by itself\n});",
  ],
  ["house/no-swallowed-errors", LIB, "x().catch(() => undefined);", "x().catch(() => fallback());"],
  ["house/no-swallowed-errors", LIB, "await x().catch(() => null);", "const y = await x().catch(() => null);"],
  ["house/no-swallowed-errors", LIB, "x().catch(console.error);", "x().catch(answer);"],
  ["house/no-message-matching", LIB, "if (error.message.includes('gone')) x();", "if (error.code === 'GONE') x();"],
  ["house/no-message-matching", LIB, "x(/gone/.test(error.message));", "x(log(error.message));"],
];

const HONESTY: Case[] = [
  ["no-warning-comments", LIB, `// ${"TO"}DO: later`, "// The rest is done by the worker."],
  [
    "house/reasoned-disables",
    LIB,
    "// eslint-disable-next-line eqeqeq\nx(a == b);",
    "// eslint-disable-next-line eqeqeq -- null and undefined mean the same on this wire\nx(a == b);",
  ],
  ["house/reasoned-disables", LIB, "/* eslint-disable */\nx(a == b);", ""],
  ["house/reasoned-disables", LIB, "/* eslint eqeqeq: off */\nx(a == b);", ""],
  ["house/no-parked-tests", UNIT, "test.only('a', f);", "test('a', f);"],
  ["house/no-parked-tests", UNIT, "describe.each([1]).skip('a', f);", "describe.each([1])('a', f);"],
  ["house/no-parked-tests", E2E, "test.describe.fixme('a', f);", "test.describe('a', f);"],
  ["house/no-fixed-waits", E2E, "await page.waitForTimeout(100);", "await page.waitForURL('/account');"],
  [
    "house/no-fixed-waits",
    E2E,
    "await new Promise((done) => setTimeout(done, 100));",
    "await expect.poll(read).toBe(1);",
  ],
];

describe.each([
  ["types", TYPES],
  ["sizes", SIZES],
  ["names", NAMES],
  ["permissions", PERMISSIONS],
  ["borders", BORDERS],
  ["text", TEXT],
  ["errors", ERRORS],
  ["honesty", HONESTY],
])("%s", (_group, cases) => {
  test.each(cases)("%s in %s", (rule, path, bad, good) => {
    expect(rulesBrokenBy(bad, path)).toContain(rule);
    if (good !== "") expect(rulesBrokenBy(good, path)).not.toContain(rule);
  });
});

test.each([
  ["house/banned-clock", "lib/time/clock.ts", "export const x = new Date();"],
  ["house/no-process-env", "lib/env/env.ts", "export const x = process.env.PORT;"],
  ["house/no-process-env", "next.config.ts", "export const x = process.env.PORT;"],
  ["@typescript-eslint/consistent-type-assertions", "lib/ids/id.ts", "export const x = y as Id;"],
  ["@typescript-eslint/consistent-type-assertions", UNIT, "export const x = y as Id;"],
  ["house/file-names", "app/[locale]/(hall)/[...rest]/not-found.tsx", "export default f;"],
  ["house/file-names", "app/api/subscriptions/[subscriptionId]/suspend/route.ts", "export { GET } from './get';"],
  ["house/file-names", "app/api/openapi.json/route.ts", "export { GET } from './get';"],
])("%s is allowed in %s", (rule, path, code) => {
  expect(rulesBrokenBy(code, path)).not.toContain(rule);
});

function rulesBrokenBy(code: string, path: string): (string | null)[] {
  const messages = new Linter({ cwd: process.cwd() }).verify(code, houseRules, { filename: path });
  for (const message of messages) expect(message.fatal, message.message).not.toBe(true);
  return messages.map((message) => message.ruleId);
}

function longFunction(body: string): string {
  return `export function f() {\n${body}}\n`;
}

function guarded(body: string): string {
  return `export async function placeOrder(ctx: RequestContext): Promise<OrderView> { ${body} }`;
}

function useCase(name: string, more: string): string {
  return `export async function ${name}(ctx: RequestContext, input: Input${more}): Promise<OrderView> {}`;
}
