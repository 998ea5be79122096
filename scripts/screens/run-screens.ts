import { rmSync, statSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "@/lib/testing/find-chromium";
import { findRoutes } from "./find-routes";
import { openProduct, type OpenProduct } from "./open-product";
import { openSessions } from "./open-sessions";
import { PEOPLE, type PersonName } from "./people";
import { checkTable, peopleOf, planShots } from "./plan-shots";
import { prepareFacts } from "./prepare-facts";
import type { Choices } from "./read-choices";
import { README_FOLDER, README_PEOPLE, README_PICTURE_BYTES, readmeShots } from "./readme-shots";
import { SCREENS } from "./screens";
import type { Taken } from "./take-shot";
import { takeShots } from "./take-shots";
import { writeSheets } from "./write-sheets";

interface Studio {
  browser: Browser;
  product: OpenProduct;
  choices: Choices;
}

/** Takes the chosen pictures and says what is wrong with the pages. Returns the exit code. */
export async function runScreens(choices: Choices, env: Record<string, string | undefined>): Promise<number> {
  checkTable({ choices, table: SCREENS, routes: findRoutes("app/[locale]") });
  const executablePath = findChromium(env["CHROMIUM_PATH"]);
  if (!executablePath) throw new Error("No Chromium. Install one, or name it in CHROMIUM_PATH.");

  const product = await openProduct(env);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const studio = { browser, product, choices };
    const problems = choices.readme ? await takeReadme(studio) : await takeAll(studio);
    return problems > 0 ? 1 : 0;
  } finally {
    await browser.close();
    await product.stop();
  }
}

async function takeAll({ browser, product, choices }: Studio): Promise<number> {
  const asked = { choices, table: SCREENS };
  const people = withDrafters(peopleOf(asked));
  const sessions = await openSessions(browser, people, product);
  const shots = planShots(asked, await prepareFacts(sessions, product));
  // An earlier run's pictures would be mistaken for this one's.
  for (const part of ["pictures", "sheets"]) rmSync(path.join(choices.out, part), { recursive: true, force: true });
  const taken = await takeShots(shots, { browser, sessions, web: product.web, out: choices.out });
  const sheets = await writeSheets(browser, taken, choices.out);
  for (const sheet of [...sheets, path.join(choices.out, "index.html")]) console.log(sheet);
  return summarise(taken);
}

async function takeReadme({ browser, product }: Studio): Promise<number> {
  const sessions = await openSessions(browser, README_PEOPLE, product);
  const shots = readmeShots(await prepareFacts(sessions, product));
  const taken = await takeShots(shots, { browser, sessions, web: product.web, out: README_FOLDER });
  const heavy = shots
    .map(({ file }) => path.join(README_FOLDER, file))
    .filter((file) => statSync(file).size >= README_PICTURE_BYTES);
  for (const file of heavy) console.log(`${file} is ${statSync(file).size} bytes, over ${README_PICTURE_BYTES}`);
  return heavy.length + summarise(taken);
}

/** The change sets that staff see are made by two of them. */
function withDrafters(names: readonly PersonName[]): PersonName[] {
  const isStaffWanted = names.some((name) => PEOPLE[name].kind === "staff");
  return [...new Set<PersonName>([...names, ...(isStaffWanted ? (["analyst", "approver"] as const) : [])])];
}

function summarise(taken: readonly Taken[]): number {
  const bad = taken.filter(({ problems }) => problems.length > 0);
  const pages = new Set(bad.map(({ shot }) => shot.title));
  console.log(
    `${taken.length} pictures, ${bad.length} with problems${pages.size > 0 ? `: ${[...pages].join(", ")}` : ""}`,
  );
  return bad.length;
}
