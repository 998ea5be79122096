import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import type { Shot } from "./plan-shots";

export interface Taken {
  shot: Shot;
  /** What is wrong with the page; empty when nothing is. */
  problems: string[];
}

/** Chromium paints no higher than this. */
const HIGHEST = 16_000;
const WINDOW_HEIGHTS = { phone: 844, desktop: 900 };
const SETTLE_MS = 8_000;
/** What a browser says by itself of a document's 403 or 404, where that is the right answer. */
const DOCUMENT_STATUS = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** The window a picture is taken in. */
export function windowOf({ width, height }: Pick<Shot, "width" | "height">): { width: number; height: number } {
  return { width, height: height ?? (width < 721 ? WINDOW_HEIGHTS.phone : WINDOW_HEIGHTS.desktop) };
}

/** Opens the shot's address in the page, waits until it stands still, and takes its picture. */
export async function takeShot(page: Page, shot: Shot, out: string): Promise<Taken> {
  const problems: string[] = [];
  const file = path.join(out, shot.file);
  mkdirSync(path.dirname(file), { recursive: true });
  const hear = (text: string) => {
    if (shot.status === 200 || !DOCUMENT_STATUS.test(text)) problems.push(text.slice(0, 300));
  };
  page.removeAllListeners();
  page.on("console", (message) => {
    if (message.type() === "error") hear(`console: ${message.text()}`.replace("console: Failed", "Failed"));
  });
  page.on("pageerror", (error) => hear(`error: ${error.message}`));

  await page.setViewportSize(windowOf(shot));
  const answer = await page.goto(shot.address, { waitUntil: "load" });
  const status = answer?.status() ?? 0;
  if (status !== shot.status) problems.push(`status ${status}, not ${shot.status}`);
  await settle(page);

  const { scrollWidth, scrollHeight } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    scrollHeight: document.documentElement.scrollHeight,
  }));
  if (scrollWidth > shot.width) problems.push(`${scrollWidth - shot.width} px wider than the window`);
  // A window as high as the page shows bars that stick to its end where they belong.
  if (!shot.windowOnly && scrollHeight > windowOf(shot).height)
    await page.setViewportSize({ width: shot.width, height: Math.min(scrollHeight, HIGHEST) });
  await page.screenshot({ path: file, animations: "disabled" });
  return { shot, problems };
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  // A page that keeps asking is taken as it stands.
  await page.waitForLoadState("networkidle", { timeout: SETTLE_MS }).catch(() => undefined);
  // Nobody has pressed a key: what a page focuses by itself would show the keyboard's ring.
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}
