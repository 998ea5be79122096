import { expect, it } from "vitest";
import { ownPath } from "./own-path";

it.each(["/account", "/en/checkout/plan/lite?quantity=2#pay", "/plans?x=a%2Fb"])("keeps %s", (path) => {
  expect(ownPath(path, "/fallback")).toBe(path);
});

it.each([
  undefined,
  "",
  "account",
  "https://elsewhere.example/",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "\\\\elsewhere.example",
  "/\t/elsewhere.example",
  "/%0d%0aset-cookie:x\n",
  "javascript:alert(1)",
  "/..//elsewhere.example",
  "/./\\elsewhere",
  "/api/sign-out",
])("does not follow %j", (path) => {
  expect(ownPath(path, "/fallback")).toBe("/fallback");
});
