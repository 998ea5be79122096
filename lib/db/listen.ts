import pg from "pg";
import { setTimeout as delay } from "node:timers/promises";
import { env } from "@/lib/env/env";

export interface Listener {
  close(): Promise<void>;
}

/**
 * Listens on database channels over a connection of its own, and reconnects for ever. `onMessage` gets every notice;
 * `onConnect` runs after each (re)connection, where whatever may have been missed is read again.
 */
export async function listen(
  channels: readonly string[],
  onMessage: (channel: string, payload: string) => void,
  onConnect: () => Promise<void>,
): Promise<Listener> {
  let closed = false;
  let client: pg.Client | null = null;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "tokenhall-listen",
      keepAlive: true,
    });
    next.on("notification", (notice) => onMessage(notice.channel, notice.payload ?? ""));
    next.on("error", () => undefined);
    // pg says "end" also of a connection that never stood: only one that did is followed by another.
    let stands = false;
    let isOver = false;
    next.on("end", () => {
      isOver = true;
      if (stands && !closed) void reconnect();
    });
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      await onConnect();
      if (isOver || closed) throw new Error("the listening connection ended at once");
    } catch (error) {
      // What is left of it is closed; why it failed is what the caller is told.
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    stands = true;
  }

  async function reconnect(): Promise<void> {
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 5_000)) {
      await delay(wait);
      const connected = await connect().then(
        () => true,
        () => false,
      );
      if (connected) return;
    }
  }

  await connect();
  return {
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
