import type { ClientActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { asId, showId } from "@/lib/ids/ids";
import { createApiClient } from "@/lib/ingestion/create-api-client";
import { ingestEvents } from "@/lib/ingestion/ingest-events";
import { toInstant } from "@/lib/time/calendar";
import { seedContext } from "./seed-context";
import type { SeededPerson } from "./seed-people";

const NAME = "语音助手平台";
const SOURCE = "urn:demo:voice-assistant";
const HOUR_MS = 3_600_000;

/** One system that reports usage: some of it charged to the demo's company, some that nobody can be charged for yet. Running it twice takes nothing twice. */
export async function seedIngestion(people: readonly SeededPerson[], now: Date): Promise<void> {
  const known = await db().apiClient.findUnique({ where: { name: NAME } });
  if (!known)
    await createApiClient(seedContext({ kind: "system", name: "seed" }, now), { name: NAME, sources: [SOURCE] });
  const { id } = await db().apiClient.findUniqueOrThrow({ where: { name: NAME } });
  const client: ClientActor = { kind: "client", clientId: asId("cli", id), sources: [SOURCE] };
  const company = people.find(({ person }) => person.company !== undefined);
  if (!company) return;
  const subject = showId("acc", company.actor.accountId);
  const hoursAgo = (hours: number) => toInstant(now.getTime() - hours * HOUR_MS).toISOString();
  const usage = { model: "telechat-3", inputTokens: 5_200, cachedInputTokens: 1_400, outputTokens: 860 };
  const events = [
    { subject, time: hoursAgo(3), data: usage },
    { subject, time: hoursAgo(2), data: { ...usage, inputTokens: 7_900, outputTokens: 1_320 } },
    { time: hoursAgo(2), data: { ...usage, phone: "17000000099" } },
    { subject, time: hoursAgo(1.5), data: { ...usage, model: "telechat-voice-1" } },
    { subject, time: hoursAgo(1), data: { ...usage, cachedInputTokens: 52_000 } },
  ];
  await ingestEvents(
    seedContext(client, now),
    events.map((event, index) => ({
      specversion: "1.0",
      type: "com.tokenhall.usage.v1",
      source: SOURCE,
      id: `demo-${index + 1}`,
      ...event,
    })),
  );
}
