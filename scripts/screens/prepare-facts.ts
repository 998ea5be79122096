import type { OpenProduct } from "./open-product";
import { sessionOf, type Sessions } from "./open-sessions";
import { PEOPLE, type PersonName } from "./people";
import type { Facts } from "./plan-shots";
import { prepareChangeSets } from "./prepare-change-sets";
import { prepareCustomer } from "./prepare-customer";

/** Makes what the pictures need to exist, and returns what each person's addresses are filled with. */
export async function prepareFacts(sessions: Sessions, product: OpenProduct): Promise<(person: PersonName) => Facts> {
  const facts = new Map<PersonName, Facts>();
  for (const [name, { context }] of sessions) {
    const person = PEOPLE[name];
    if (person.kind === "customer") facts.set(name, await prepareCustomer(context, person, product));
  }
  const isStaffWanted = [...sessions.keys()].some((name) => PEOPLE[name].kind === "staff");
  const changeSets = isStaffWanted
    ? await prepareChangeSets(sessionOf(sessions, "analyst").context, sessionOf(sessions, "approver").context)
    : {};
  return (name) => facts.get(name) ?? (PEOPLE[name].kind === "staff" ? changeSets : {});
}
