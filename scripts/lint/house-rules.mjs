import tseslint from "typescript-eslint";
import { housePlugin } from "./house-plugin.mjs";

const CODE = ["**/*.{ts,tsx,mts,mjs,cjs}"];
const TYPED = ["**/*.{ts,tsx,mts}"];
const TESTS = ["**/*.test.{ts,tsx}", "e2e/**"];
const ROOT_CONFIGS = ["*.config.{ts,mjs}"];

/** What a file of any kind keeps to. */
const everywhere = {
  name: "house/everywhere",
  files: CODE,
  plugins: { house: housePlugin },
  linterOptions: { reportUnusedDisableDirectives: "error" },
  rules: {
    "max-lines": ["error", { max: 300 }],
    "no-warning-comments": ["error", { terms: ["todo", "fixme"], location: "anywhere" }],
    "no-empty": "error",
    "no-debugger": "error",
    eqeqeq: ["error", "always"],
    "prefer-const": "error",
    "object-shorthand": "error",
    "house/file-names": "error",
    "house/no-message-matching": "error",
    "house/no-swallowed-errors": "error",
    "house/reasoned-disables": "error",
    "house/short-functions": ["error", { max: 70 }],
  },
};

const UNTRUE_SYNTAX = [
  { selector: "PropertyDefinition[definite=true]", message: "A definite assignment is a hidden `!`." },
  { selector: "VariableDeclarator[definite=true]", message: "A definite assignment is a hidden `!`." },
  { selector: "TSEnumDeclaration", message: "Use a union of literals." },
];

/** Types say the truth: nothing is asserted, ignored or switched off. */
const typed = {
  name: "house/typed",
  files: TYPED,
  plugins: { "@typescript-eslint": tseslint.plugin },
  languageOptions: { parser: tseslint.parser },
  rules: {
    "@typescript-eslint/no-explicit-any": "error",
    "@typescript-eslint/no-non-null-assertion": "error",
    "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
    "@typescript-eslint/consistent-type-imports": [
      "error",
      { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
    ],
    "@typescript-eslint/ban-ts-comment": [
      "error",
      {
        "ts-ignore": true,
        "ts-nocheck": true,
        "ts-check": false,
        "ts-expect-error": "allow-with-description",
        minimumDescriptionLength: 10,
      },
    ],
    "no-restricted-syntax": ["error", ...UNTRUE_SYNTAX],
    "house/banned-clock": "error",
    "house/no-process-env": "error",
  },
};

/** Where a checked value becomes a branded one, or a row of raw SQL a typed one. */
const borders = {
  name: "house/borders",
  files: ["lib/ids/**", "lib/money/**", "lib/db/**"],
  rules: {
    "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "as" }],
    "@typescript-eslint/no-non-null-assertion": "error",
  },
};

/** Product code speaks through the logger; scripts speak to a terminal. */
const product = {
  name: "house/product",
  files: ["app/**", "components/**", "lib/**", "proxy.ts"],
  ignores: [...TESTS, "lib/testing/**"],
  rules: { "no-console": "error" },
};

/** Rules about use cases; a store's functions are parts of one. */
const useCases = {
  name: "house/use-cases",
  files: ["lib/**/*.ts"],
  ignores: [...TESTS, "**/store.ts", "lib/testing/**"],
  rules: { "house/use-case-shape": "error", "house/permission-first": "error" },
};

const FORMAT_AT_THE_EDGE = "Format with lib/i18n/format-*, so that one number looks alike on every page.";

const screens = {
  name: "house/screens",
  files: ["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}"],
  ignores: TESTS,
  rules: {
    "house/colour-tokens": "error",
    "no-restricted-properties": [
      "error",
      ...["toLocaleString", "toLocaleDateString", "toLocaleTimeString", "toFixed"].map((property) => ({
        property,
        message: FORMAT_AT_THE_EDGE,
      })),
    ],
    "no-restricted-globals": [
      "error",
      { name: "Intl", message: FORMAT_AT_THE_EDGE },
      { name: "fetch", message: "The browser speaks to /api through the http client." },
      { name: "XMLHttpRequest", message: "The browser speaks to /api through the http client." },
    ],
  },
};

const text = {
  name: "house/text",
  files: ["app/**/*.tsx", "components/**/*.tsx"],
  ignores: TESTS,
  rules: { "house/no-literal-text": "error" },
};

/** "use client" belongs on leaves. */
const serverFirst = {
  name: "house/server-first",
  files: ["app/**/{page,layout,template,default,loading,not-found}.tsx"],
  rules: {
    "no-restricted-syntax": [
      "error",
      ...UNTRUE_SYNTAX,
      {
        selector: "ExpressionStatement[directive='use client']",
        message: "Move `use client` to the leaf that needs it.",
      },
    ],
  },
};

const tests = {
  name: "house/tests",
  files: TESTS,
  rules: {
    "@typescript-eslint/no-explicit-any": "off",
    "@typescript-eslint/no-non-null-assertion": "off",
    "@typescript-eslint/consistent-type-assertions": "off",
    "house/no-parked-tests": "error",
    "house/no-fixed-waits": "error",
  },
};

/** The homes of what the rules above forbid elsewhere. */
const homes = [
  { name: "house/home-of-time", files: ["lib/time/**"], rules: { "house/banned-clock": "off" } },
  { name: "house/home-of-env", files: ["lib/env/**", ...ROOT_CONFIGS], rules: { "house/no-process-env": "off" } },
];

export const houseRules = [everywhere, typed, borders, product, useCases, screens, text, serverFirst, tests, ...homes];
