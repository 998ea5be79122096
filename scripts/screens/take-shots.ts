import type { Browser, Page } from "@playwright/test";
import { groupBy } from "./group-by";
import { sessionOf, type Sessions } from "./open-sessions";
import type { Shot } from "./plan-shots";
import { takeShot, type Taken, windowOf } from "./take-shot";

/** Pages that are open at once. */
const PAGES = 2;

interface Studio {
  browser: Browser;
  sessions: Sessions;
  web: string;
  out: string;
}

/** Takes all pictures, two at a time, one browser window for each person, width, theme and language. */
export async function takeShots(shots: readonly Shot[], studio: Studio): Promise<Taken[]> {
  const groups = [
    ...groupBy(shots, ({ person, width, theme, locale }) => `${person} ${width} ${theme} ${locale}`).values(),
  ];
  const taken: Taken[] = [];
  let next = 0;
  const work = async () => {
    for (let group = groups[next++]; group; group = groups[next++]) {
      const page = await openPage(studio, group[0]);
      for (const shot of group) {
        const one = await takeShot(page, shot, studio.out);
        taken.push(one);
        report(one, `${taken.length}/${shots.length}`);
      }
      await page.context().close();
    }
  };
  await Promise.all(Array.from({ length: PAGES }, work));
  // In the plan's order, whichever was taken first.
  return shots.flatMap((shot) => taken.filter((one) => one.shot === shot));
}

async function openPage({ browser, sessions, web }: Studio, shot: Shot | undefined): Promise<Page> {
  if (!shot) throw new Error("a group without pictures");
  const isPhone = shot.width < 721;
  const context = await browser.newContext({
    baseURL: web,
    viewport: windowOf(shot),
    isMobile: isPhone,
    hasTouch: isPhone,
    locale: shot.locale,
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    colorScheme: shot.theme,
  });
  await context.addCookies([
    ...sessionOf(sessions, shot.person).cookies,
    { name: "theme", value: shot.theme, url: web },
  ]);
  return context.newPage();
}

function report({ shot, problems }: Taken, count: string): void {
  const { person, width, locale, theme, title } = shot;
  console.log(`${count} ${problems.length > 0 ? "✗" : "✓"} ${person} ${width} ${locale} ${theme} ${title}`);
  for (const problem of problems) console.log(`    ${problem}`);
}
