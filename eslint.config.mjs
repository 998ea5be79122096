import nextVitals from "eslint-config-next/core-web-vitals";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { houseRules } from "./scripts/lint/house-rules.mjs";

/** Rules that need types cost a type check of the whole project, so they are picked one by one. */
const TYPE_AWARE = {
  "@typescript-eslint/await-thenable": "error",
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-for-in-array": "error",
  "@typescript-eslint/no-implied-eval": "error",
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
  "@typescript-eslint/no-unnecessary-type-assertion": "error",
  "@typescript-eslint/no-unsafe-argument": "error",
  "@typescript-eslint/no-unsafe-assignment": "error",
  "@typescript-eslint/no-unsafe-call": "error",
  "@typescript-eslint/no-unsafe-member-access": "error",
  "@typescript-eslint/no-unsafe-return": "error",
  "@typescript-eslint/only-throw-error": "error",
  "@typescript-eslint/prefer-promise-reject-errors": "error",
  "@typescript-eslint/require-array-sort-compare": ["error", { ignoreStringArrays: true }],
  "@typescript-eslint/restrict-plus-operands": "error",
  "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
};

const UNSAFE = Object.keys(TYPE_AWARE).filter((rule) => rule.includes("/no-unsafe-"));

export default defineConfig([
  globalIgnores([".next/", ".data/", ".screens/", "lib/db/generated/", "next-env.d.ts", "test-results/", "public/"]),
  ...nextVitals,
  {
    files: ["**/*.{ts,tsx,mts}"],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...TYPE_AWARE,
      "@typescript-eslint/consistent-type-definitions": "off", // a view is a type, what a class implements an interface
      "@typescript-eslint/no-unused-vars": [
        "error",
        {
          argsIgnorePattern: "^_",
          destructuredArrayIgnorePattern: "^_",
          ignoreRestSiblings: true,
          caughtErrors: "all",
        },
      ],
      "@typescript-eslint/no-invalid-void-type": "off", // Promise<void> unions of handlers
    },
  },
  { files: ["**/*.{mjs,cjs}"], rules: { "no-unused-vars": "error", "no-undef": "error" } },
  {
    rules: {
      "import/no-anonymous-default-export": "off", // configuration files
      "@next/next/no-img-element": "off", // our few images are SVG: nothing to optimise
    },
  },
  ...houseRules,
  {
    files: ["**/*.test.{ts,tsx}", "e2e/**"],
    rules: {
      ...Object.fromEntries(UNSAFE.map((rule) => [rule, "off"])),
      "react-hooks/rules-of-hooks": "off", // Playwright's fixtures call their argument `use`
    },
  },
]);
