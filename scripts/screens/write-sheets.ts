import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "@playwright/test";
import { groupBy } from "./group-by";
import type { Taken } from "./take-shot";

/** Chromium paints no higher than this. */
const HIGHEST = 16_000;
const THUMB = { phone: { width: 240, height: 780 }, desktop: { width: 420, height: 800 } };
const GAP = 40;

interface Sheet {
  name: string;
  taken: Taken[];
}

/** Lays the pictures in contact sheets, one of each person and width, and writes the index of all. Returns the sheets' files. */
export async function writeSheets(browser: Browser, taken: readonly Taken[], out: string): Promise<string[]> {
  mkdirSync(path.join(out, "sheets"), { recursive: true });
  const bySheet = groupBy(taken, ({ shot }) => `${shot.person}-${shot.width}`);
  const sheets = [...bySheet].map(([name, own]): Sheet => ({ name, taken: own }));
  const page = await browser.newPage();
  const files: string[] = [];
  for (const sheet of sheets) {
    const html = path.join(out, "sheets", `${sheet.name}.html`);
    writeFileSync(html, documentOf(sheet.name, sheetOf(sheet, "../")));
    await page.setViewportSize({ width: widthOf(sheet), height: 400 });
    await page.goto(pathToFileURL(html).href, { waitUntil: "load" });
    const file = html.replace(/html$/, "png");
    await page.screenshot({ path: file, fullPage: true });
    rmSync(html);
    files.push(file);
  }
  await page.close();
  const index = sheets.map(
    (sheet) => `<details open><summary>${escape(sheet.name)}</summary>${sheetOf(sheet, "")}</details>`,
  );
  writeFileSync(path.join(out, "index.html"), documentOf("screens", index.join("\n")));
  return files;
}

function thumbOf({ taken }: Sheet) {
  const isPhone = (taken[0]?.shot.width ?? 0) < 721;
  const rows = rowsOf(taken).size;
  const { width, height } = isPhone ? THUMB.phone : THUMB.desktop;
  return { width, height: Math.min(height, Math.floor(HIGHEST / rows) - 2 * GAP) };
}

function rowsOf(taken: readonly Taken[]): Map<string, Taken[]> {
  return groupBy(taken, ({ shot }) => shot.title);
}

function widthOf(sheet: Sheet): number {
  const columns = Math.max(...[...rowsOf(sheet.taken).values()].map((row) => row.length));
  return columns * (thumbOf(sheet).width + GAP / 2) + GAP;
}

/** A row for each screen; in it its languages and themes. Long pages are cut; the link leads to the whole. */
function sheetOf(sheet: Sheet, base: string): string {
  const { width, height } = thumbOf(sheet);
  const rows = [...rowsOf(sheet.taken)].map(([title, row]) => {
    const pictures = row.map(({ shot, problems }) => {
      const caption = [`${shot.locale} ${shot.theme}`, ...problems].map(escape).join("<br>");
      return `<figure class="${problems.length > 0 ? "bad" : ""}" style="width:${width}px">
<a href="${base}${escape(shot.file)}"><img src="${base}${escape(shot.file)}" width="${width}" style="max-height:${height}px" alt=""></a>
<figcaption>${caption}</figcaption></figure>`;
    });
    return `<section><h2>${escape(title)}</h2><div>${pictures.join("")}</div></section>`;
  });
  return `<h1>${escape(sheet.name)}</h1>${rows.join("\n")}`;
}

function documentOf(title: string, body: string): string {
  return `<!doctype html><meta charset="utf-8"><title>${escape(title)}</title><style>
body { margin: ${GAP / 2}px; font: 13px/1.4 system-ui, sans-serif; background: #8b9096; color: #111 }
h1 { font-size: 18px; margin: 0 } h2 { font-size: 14px; margin: 16px 0 4px } summary { font-size: 18px }
section > div { display: flex; align-items: start; gap: ${GAP / 2}px } figure { margin: 0 }
img { display: block; object-fit: cover; object-position: top; border: 1px solid #555 }
.bad img { border: 3px solid #d00 } .bad figcaption { color: #900; font-weight: 600 }
</style>${body}\n`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
