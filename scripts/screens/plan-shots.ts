import type { Locale } from "@/lib/i18n/locale";
import { localePath } from "@/lib/i18n/navigation";
import { PEOPLE, PERSON_NAMES, type Person, type PersonName } from "./people";
import type { Choices, Theme } from "./read-choices";
import type { Screen } from "./screens";

/** What a person's addresses are filled with, by name: an order, a call, a change set. */
export type Facts = Readonly<Record<string, string>>;

export interface Shot {
  person: PersonName;
  width: number;
  theme: Theme;
  locale: Locale;
  /** Route and variant: one row of a contact sheet. */
  title: string;
  address: string;
  status: number;
  windowOnly: boolean;
  /** The window's height; the usual one unless told. */
  height?: number;
  /** Inside the output folder. */
  file: string;
}

interface Asked {
  choices: Choices;
  table: Readonly<Record<string, readonly Screen[]>>;
  routes: readonly string[];
}

/** Stops when the table and the folders tell different stories, or a named route is unknown. */
export function checkTable({ choices, table, routes }: Asked): void {
  const missing = routes.filter((route) => !table[route]);
  if (missing.length > 0) throw new Error(`No row in scripts/screens/screens.ts for ${missing.join(", ")}`);
  const gone = Object.keys(table).filter((route) => !routes.includes(route));
  if (gone.length > 0) throw new Error(`scripts/screens/screens.ts names no page of app/[locale]: ${gone.join(", ")}`);
  const unknown = choices.routes.filter((route) => !routes.includes(route));
  if (unknown.length > 0) throw new Error(`Not a route: ${unknown.join(", ")}. There are: ${routes.join(" ")}`);
}

/** The people that the chosen pictures are taken by. */
export function peopleOf({ choices, table }: Omit<Asked, "routes">): PersonName[] {
  const screens = chosenScreens(choices, table).map(([, screen]) => screen);
  return PERSON_NAMES.filter((name) => isChosen(name, choices) && screens.some((screen) => screen.by.includes(name)));
}

/** Every chosen picture. Throws when an address needs a fact that its person has not. */
export function planShots(asked: Omit<Asked, "routes">, factsOf: (person: PersonName) => Facts): Shot[] {
  const { choices, table } = asked;
  const shots: Shot[] = [];
  for (const person of peopleOf(asked)) {
    const own = chosenScreens(choices, table).filter(([, screen]) => screen.by.includes(person));
    for (const width of choices.widths) {
      for (const theme of choices.themes) {
        for (const [route, screen] of own) {
          for (const locale of choices.languages) {
            const address = localePath(locale, fillAddress(screen.address, factsOf(person)));
            shots.push({ ...describe(route, screen), person, width, theme, locale, address, file: "" });
          }
        }
      }
    }
  }
  return shots.map((shot) => ({ ...shot, file: fileOf(shot) }));
}

function chosenScreens(choices: Choices, table: Asked["table"]): [string, Screen][] {
  const wanted = Object.entries(table).filter(
    ([route]) => choices.routes.length === 0 || choices.routes.includes(route),
  );
  return wanted.flatMap(([route, screens]) => screens.map((screen): [string, Screen] => [route, screen]));
}

function isChosen(name: PersonName, { data }: Choices): boolean {
  const person: Person = PEOPLE[name];
  return person.data === undefined || data.includes(person.data);
}

function describe(route: string, { variant, status = 200, windowOnly = false }: Screen) {
  return { title: variant ? `${route} · ${variant}` : route, status, windowOnly };
}

/** An address with a person's facts in it. Throws when one is missing. */
export function fillAddress(address: string, facts: Facts): string {
  return address.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = facts[name];
    if (value === undefined) throw new Error(`${address}: nobody prepared ${name}`);
    return value;
  });
}

function fileOf({ person, width, title, locale, theme }: Shot): string {
  const name = title.replaceAll(/[^a-z]+/gi, "-").replaceAll(/^-|-$/g, "") || "home";
  return `pictures/${person}/${width}/${name}.${locale}.${theme}.png`;
}
