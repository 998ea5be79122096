import type { SettlementEvent } from "@/lib/charging/charging";
import { rate } from "@/lib/charging/rate";
import { resolveTerms } from "@/lib/charging/resolve-terms";
import { settleUsage } from "@/lib/charging/settle-usage";
import type { CustomerActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { poolSql } from "@/lib/db/sql";
import { newUuid } from "@/lib/ids/ids";
import { buyItem } from "@/lib/testing/buy-item";
import { addDays, dayOfWeek, daysBetween, shanghaiDay, startOfShanghaiDay, toInstant } from "@/lib/time/calendar";
import type { DemoPerson, Habit } from "./demo-people";
import { seededRandom } from "./random";
import { seedContext } from "./seed-context";
import type { SeededPerson } from "./seed-people";

const HOUR_MS = 3_600_000;
/** A pack is bought when less than this many days' worth is left. */
const LOW_DAYS = 2.5;
const TOP_UP_PACK = "pack-20m";

/** Lives through the days from opening to now: buys the plan when it has ended, a pack when tokens run low, and calls. */
export async function seedUsage(seeded: SeededPerson, now: Date): Promise<number> {
  const { actor } = seeded;
  const today = shanghaiDay(now);
  const last = await db().usageDaily.findFirst({
    where: { cell: actor.cell, accountId: actor.accountId },
    orderBy: { day: "desc" },
  });
  // A day is one settlement, so a killed run goes on with the day after the last one that is there.
  let day = last ? addDays(last.day.toISOString().slice(0, 10), 1) : shanghaiDay(seeded.openedAt);
  await poolSql("SELECT create_usage_partitions($1::date, $2::date)", [
    shanghaiDay(seeded.openedAt),
    addDays(today, 7),
  ]);
  let settled = 0;
  for (; day <= today; day = addDays(day, 1)) {
    const until = day === today ? now : startOfShanghaiDay(addDays(day, 1));
    await buyWhatIsNeeded(seeded, day, until);
    const events = await callsOf(seeded, day, until);
    if (events.length > 0) await settleUsage(events, events.at(-1)?.occurredAt ?? until);
    settled += events.length;
  }
  return settled;
}

async function buyWhatIsNeeded({ person, actor, openedAt }: SeededPerson, day: string, until: Date): Promise<void> {
  const morning = earlier(toInstant(startOfShanghaiDay(day).getTime() + 9 * HOUR_MS + 300_000), until);
  const live = await db().tokenGrant.findMany({
    where: { cell: actor.cell, accountId: actor.accountId, expiresAt: { gt: morning } },
  });
  const ctx = seedContext(actor, morning);
  const left = live.reduce((sum, grant) => sum + Number(grant.remainingTokens), 0);
  const wantsPlan =
    daysBetween(shanghaiDay(openedAt), day) >= person.daysBeforePlan && !live.some((grant) => grant.source === "plan");
  if (wantsPlan) await buyItem(ctx, { kind: "plan", code: person.plan });
  else if (left < LOW_DAYS * dailyTokens(person)) await buyItem(ctx, { kind: "pack", code: TOP_UP_PACK });
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

/** What a workday takes, roughly: enough to decide whether a pack is needed. */
function dailyTokens(person: DemoPerson): number {
  const shares = person.habits.reduce((sum, habit) => sum + habit.share, 0);
  const perCall = person.habits.reduce(
    (sum, habit) => sum + (habit.share / shares) * 2 * (habit.inputTokens + habit.outputTokens),
    0,
  );
  return perCall * person.callsPerWorkday;
}

/** A day's calls in order of time: fewer on weekends, mostly in working hours, sizes spread around each habit. */
async function callsOf(
  { person, actor, keys, openedAt }: SeededPerson,
  day: string,
  until: Date,
): Promise<SettlementEvent[]> {
  const random = seededRandom(person.seed + daysBetween("2026-01-01", day));
  const weekday = dayOfWeek(day);
  const isRestday = weekday === 0 || weekday === 6;
  const count = Math.round((isRestday ? person.callsPerRestday : person.callsPerWorkday) * (0.8 + 0.4 * random()));
  const start = startOfShanghaiDay(day).getTime();
  const events: SettlementEvent[] = [];
  for (let call = 0; call < count; call += 1) {
    const occurredAt = toInstant(Math.round(start + (8.5 + 14 * random() ** 0.8) * HOUR_MS));
    const habit = pick(person.habits, random());
    const event = await callOf(habit, keys.get(habit.key), { actor, occurredAt, random });
    if (occurredAt > openedAt && occurredAt < until) events.push(event);
  }
  return events.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
}

function pick(habits: readonly Habit[], chance: number): Habit {
  const total = habits.reduce((sum, habit) => sum + habit.share, 0);
  let rest = chance * total;
  const found = habits.find((habit) => {
    rest -= habit.share;
    return rest < 0;
  });
  const first = habits[0];
  if (!first) throw new Error("a demo person without habits");
  return found ?? first;
}

interface CallMoment {
  actor: CustomerActor;
  occurredAt: Date;
  random: () => number;
}

async function callOf(
  habit: Habit,
  keyId: string | undefined,
  { actor, occurredAt, random }: CallMoment,
): Promise<SettlementEvent> {
  if (!keyId) throw new Error(`no key named ${habit.key}`);
  const terms = await resolveTerms(habit.model, occurredAt, occurredAt);
  const inputTokens = Math.round(habit.inputTokens * (0.3 + 1.4 * random()));
  const usage = {
    inputTokens,
    cachedInputTokens: Math.floor(inputTokens * habit.cachedShare * (0.5 + random() * 0.5)),
    outputTokens: Math.round(habit.outputTokens * (0.2 + 1.6 * random())),
  };
  return {
    id: newUuid(occurredAt),
    cell: actor.cell,
    accountId: actor.accountId,
    keyId,
    modelCode: habit.model,
    weightVersionId: terms.weightVersionId,
    weights: terms,
    usage,
    planTokens: rate(usage, terms),
    parts: [],
    occurredAt,
    requestId: `req_${newUuid(occurredAt).replaceAll("-", "").slice(16)}`,
    outcome: "completed",
    streamed: random() < 0.7,
    latencyMs: Math.round(600 + usage.outputTokens * (6 + 6 * random())),
    upstreamCode: "sandbox",
    api: "chat",
  };
}
