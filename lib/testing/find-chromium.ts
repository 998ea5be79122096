import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM_CHROMIUMS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A Chromium on this machine: the named one, the system's, or the one Playwright once downloaded. Null when there is none. */
export function findChromium(named?: string): string | null {
  const candidates = [...(named ? [named] : []), ...SYSTEM_CHROMIUMS, chromium.executablePath()];
  return candidates.find((file) => existsSync(file)) ?? null;
}

/** A container's root has no user namespaces to sandbox with. */
export const CHROMIUM_ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"];
