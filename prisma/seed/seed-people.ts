import { openAccount } from "@/lib/accounts/open-account";
import type { CustomerActor } from "@/lib/auth/actor";
import { emulatedSubscriber, formerSubscriber } from "@/lib/carrier/emulated-carrier";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { createKey } from "@/lib/keys/create-key";
import { addDays, shanghaiDay, startOfShanghaiDay } from "@/lib/time/calendar";
import { DEMO_PEOPLE, type DemoPerson } from "./demo-people";
import { seedContext } from "./seed-context";

/** How many days of usage lie behind the demo's people. */
const HISTORY_DAYS = 90;

export interface SeededPerson {
  person: DemoPerson;
  actor: CustomerActor;
  openedAt: Date;
  /** Key id by key name. */
  keys: Map<string, string>;
}

/** Opens the demo accounts as sign-in would have done 90 days ago, with their keys. Goes on where a killed run stopped. */
export async function seedPeople(now: Date): Promise<SeededPerson[]> {
  const people: SeededPerson[] = [];
  for (const person of DEMO_PEOPLE) people.push(await seedPerson(person, now));
  const { phone, subscriber } = formerSubscriber();
  const known = await db().account.findFirst({ where: { subscriberId: subscriber.subscriberId } });
  if (!known)
    await inTransaction((tx) =>
      openAccount(tx, { phone, subscriber, consents: true, locale: "zh-CN", at: firstMorning(now) }),
    );
  return people;
}

function firstMorning(now: Date): Date {
  const day = startOfShanghaiDay(addDays(shanghaiDay(now), -HISTORY_DAYS));
  day.setUTCHours(day.getUTCHours() + 9);
  return day;
}

async function seedPerson(person: DemoPerson, now: Date): Promise<SeededPerson> {
  const subscriber = emulatedSubscriber(person.phone);
  const earlier = await db().account.findFirst({ where: { subscriberId: subscriber.subscriberId } });
  const openedAt = earlier?.createdAt ?? firstMorning(now);
  const { accountId, cell } = await inTransaction(async (tx) => {
    const opened = await openAccount(tx, {
      phone: person.phone,
      subscriber,
      consents: true,
      locale: "zh-CN",
      at: openedAt,
    });
    // The company's profile is verified by hand here: the use case comes with the trial.
    if (person.company) {
      const { cell, accountId: id } = opened;
      await tx.account.update({
        where: { cell_id: { cell, id } },
        data: { kind: "company", displayName: person.company },
      });
    }
    return opened;
  });
  const actor: CustomerActor = { kind: "customer", accountId, cell, sessionId: "seed" };
  const keys = new Map<string, string>();
  for (const name of person.keys) {
    if (!(await db().apiKey.findFirst({ where: { cell, accountId, name } })))
      await createKey(seedContext(actor, openedAt), { name });
    const { id } = await db().apiKey.findFirstOrThrow({ where: { cell, accountId, name } });
    keys.set(name, id);
  }
  return { person, actor, openedAt, keys };
}
