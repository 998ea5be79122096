import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findChromium } from "@/lib/testing/find-chromium";
import { say } from "../start/progress";

function run(command: string, args: string[], seconds: number): boolean {
  const done = spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"], timeout: seconds * 1000 });
  return done.status === 0;
}

function hasChineseFont(): boolean {
  const listed = spawnSync("fc-list", [":lang=zh", "file"], { encoding: "utf8" });
  return listed.status === 0 && listed.stdout.trim() !== "";
}

function aptInstall(...packages: string[]): boolean {
  say(`  … apt-get install ${packages.join(" ")}`);
  const install = () => run("apt-get", ["install", "-y", "--no-install-recommends", "-qq", ...packages], 600);
  // The lists of a bare machine are empty or old.
  return install() || (run("apt-get", ["update", "-qq"], 180) && install());
}

/** Sees to a Chromium and to a Chinese font, where this machine lets it. Returns the Chromium's path or null. */
export function installChromium(named?: string): string | null {
  const canApt = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  const wanted = [
    ...(findChromium(named) ? [] : ["chromium"]),
    ...(process.platform === "linux" && !hasChineseFont() ? ["fonts-noto-cjk"] : []),
  ];
  if (wanted.length > 0 && canApt) aptInstall(...wanted);
  if (!findChromium(named)) {
    say("  … downloading Playwright's Chromium");
    run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], 300);
  }
  return findChromium(named);
}
