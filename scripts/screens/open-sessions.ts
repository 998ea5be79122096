import { type Browser, type BrowserContext } from "@playwright/test";
import { PEOPLE, type PersonName } from "./people";
import { signIn } from "./sign-in";

interface Where {
  web: string;
  dataDir: string;
}

export interface Session {
  /** Signed in; makes requests and holds the cookies that pictures are taken with. */
  context: BrowserContext;
  cookies: Awaited<ReturnType<BrowserContext["cookies"]>>;
}

export type Sessions = ReadonlyMap<PersonName, Session>;

/** Signs every named person in, one after the other, each in a browser of their own. */
export async function openSessions(browser: Browser, names: readonly PersonName[], where: Where): Promise<Sessions> {
  const sessions = new Map<PersonName, Session>();
  for (const name of names) {
    const context = await browser.newContext({ baseURL: where.web });
    await signIn(context.request, PEOPLE[name], where);
    sessions.set(name, { context, cookies: await context.cookies() });
    console.log(`signed in: ${name}`);
  }
  return sessions;
}

/** The session of somebody who must have been signed in. */
export function sessionOf(sessions: Sessions, name: PersonName): Session {
  const session = sessions.get(name);
  if (!session) throw new Error(`${name} is not signed in`);
  return session;
}
