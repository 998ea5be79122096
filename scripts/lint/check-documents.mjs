import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { checkLinks } from "./documents/check-links.mjs";
import { checkNounReadmes } from "./documents/check-noun-readmes.mjs";
import { checkPrismaSchema } from "./documents/check-prisma-schema.mjs";
import { checkStrayText } from "./documents/check-stray-text.mjs";
import { checkStyleSheets } from "./documents/check-style-sheets.mjs";

/** What no compiler reads: links, secrets, the schema's sentences. Each check takes the files and returns findings. */
const CHECKS = [checkLinks, checkNounReadmes, checkPrismaSchema, checkStrayText, checkStyleSheets];

const TEXT = /\.(md|ts|tsx|mts|mjs|cjs|js|json|css|sql|prisma|ya?ml|sh|svg|txt|html|toml|env\.example|npmrc)$|\/[^.]+$/;
const root = resolve(import.meta.dirname, "../..");

const files = Object.fromEntries(
  git("ls-files", "--cached", "--others", "--exclude-standard")
    .filter((path) => existsSync(resolve(root, path)) && statSync(resolve(root, path)).isFile())
    // A picture has nothing to read, but a link may lead to it.
    .map((path) => [path, TEXT.test(`/${path}`) ? readFileSync(resolve(root, path), "utf8") : ""]),
);

const findings = [...CHECKS.flatMap((check) => check(files)), ...editedMigrations()];
for (const finding of findings) console.error(finding);
console.log(`${Object.keys(files).length} files, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;

/** A migration that has landed has run on somebody's database: it is never edited, a later one corrects it. */
function editedMigrations() {
  if (git("branch", "--remotes", "--list", "origin/main").length === 0) return [];
  const changed = git(
    "diff",
    "--name-only",
    "--diff-filter=MDR",
    "origin/main",
    "--",
    "prisma/migrations/*/migration.sql",
  );
  return changed.map((path) => `${path}: a landed migration is never edited; write a new one`);
}

function git(...args) {
  return execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 })
    .split("\n")
    .filter(Boolean);
}
