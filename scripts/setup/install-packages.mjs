import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

function readLock(file) {
  const at = path.join(root, file);
  return existsSync(at) ? JSON.parse(readFileSync(at, "utf8")).packages : null;
}

/** Whether what is installed is what the lock names. npm writes its own copy of the lock last, so a killed install does not pass. */
function isInstalled() {
  const installed = readLock("node_modules/.package-lock.json");
  if (!installed) return false;
  return Object.entries(readLock("package-lock.json")).every(([at, wanted]) => {
    if (at === "" || wanted.link) return true;
    const found = installed[at];
    // Packages for other machines are optional.
    return found ? found.version === wanted.version : wanted.optional === true || wanted.devOptional === true;
  });
}

/** Installs the packages the lock names, when they are not there. Progress goes to stderr: stdout belongs to the script. */
export function installPackages() {
  if (isInstalled()) return;
  const began = performance.now();
  console.error("  … installing packages (npm ci)");
  // npm as it runs this script, or the one on the path.
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const [command, ...rest] = [
    ...npm,
    "ci",
    "--include=dev",
    "--include=optional",
    "--no-fund",
    "--no-audit",
    "--loglevel=error",
  ];
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1", NEXT_TELEMETRY_DISABLED: "1" };
  const done = spawnSync(command, rest, {
    cwd: root,
    env,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) {
    console.error("npm ci failed; its message is above.");
    process.exit(1);
  }
  console.error(`  ✓ packages installed (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}
