import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { poolSql } from "@/lib/db/sql";
import { newId } from "@/lib/ids/ids";
import { prune } from "@/lib/jobs/prune";
import { returnToMinute } from "@/lib/keys/return-to-minute";
import { takeOfMinute } from "@/lib/keys/take-of-minute";
import { businessNow } from "@/lib/time/clock";

const LIMIT = 1_000;
let keyId: string;

beforeEach(() => {
  keyId = newId("key", businessNow());
});

const take = (needed: number, welcome = needed, limit = LIMIT) =>
  takeOfMinute({ cell: 1, keyId, unit: "tokens", limit, needed, welcome });
const rows = () => db().keyMinute.findMany({ where: { cell: 1, keyId }, orderBy: { minute: "asc" } });

/** Does the work within one minute of the database's clock; once more when that ended meanwhile. */
async function inOneMinute(work: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1) {
    const before = await minuteNow();
    await work();
    if ((await minuteNow()) === before) return;
    keyId = newId("key", businessNow());
  }
  throw new Error("the work takes longer than a minute");
}

async function minuteNow(): Promise<string> {
  return JSON.stringify(await poolSql("SELECT date_trunc('minute', now()) AS minute"));
}

describe("takeOfMinute", () => {
  it("gives what is welcome, then what is left, then nothing", async () => {
    await inOneMinute(async () => {
      expect(await take(1, 600)).toMatchObject({ taken: 600, left: 0 });
      expect(await take(1, 600)).toMatchObject({ taken: 400, left: 0 });
      expect(await take(1)).toMatchObject({ taken: 0, left: 0 });
      expect(await rows()).toEqual([expect.objectContaining({ takenTokens: 1_000n, takenRequests: 0 })]);
    });
  });

  it("gives nothing rather than less than is needed, and says what is left", async () => {
    await inOneMinute(async () => {
      await take(700);
      expect(await take(301)).toMatchObject({ taken: 0, left: 300 });
      expect(await take(1_001)).toMatchObject({ taken: 0, left: 300 });
      expect(await take(300)).toMatchObject({ taken: 300 });
    });
  });

  it("says for how long: at most a minute, and to its end", async () => {
    const { lastsMs, minute } = await take(1);
    expect(lastsMs).toBeGreaterThan(-1_000);
    expect(lastsMs).toBeLessThanOrEqual(60_000);
    expect(minute).toMatch(/:00\.000Z$/);
  });

  it("never gives more than the limit to many at once, and all of it", async () => {
    await inOneMinute(async () => {
      const pieces = await Promise.all(Array.from({ length: 60 }, (_, index) => take(1, 7 + (index % 40))));
      const given = pieces.reduce((sum, { taken }) => sum + taken, 0);
      const [row] = await rows();
      expect(given).toBeLessThanOrEqual(LIMIT);
      expect(Number(row?.takenTokens)).toBe(given);
      const rest = LIMIT - given;
      if (rest > 0) expect((await take(1, LIMIT)).taken).toBe(rest);
    });
  });

  it("takes back what was not used, for others to have", async () => {
    await inOneMinute(async () => {
      const piece = await take(1, LIMIT);
      await returnToMinute({ cell: 1, keyId, unit: "tokens", minute: piece.minute, amount: 250 });
      expect(await take(1, LIMIT)).toMatchObject({ taken: 250 });
    });
  });

  it("counts requests beside tokens, and every minute anew", async () => {
    await inOneMinute(async () => {
      await poolSql(
        "INSERT INTO key_minute VALUES (1, $1, date_trunc('minute', now()) - interval '1 minute', 9, 1000)",
        [keyId],
      );
      await takeOfMinute({ cell: 1, keyId, unit: "requests", limit: 5, needed: 1, welcome: 2 });
      await take(10);
      expect(await rows()).toMatchObject([
        { takenRequests: 9, takenTokens: 1_000n },
        { takenRequests: 2, takenTokens: 10n },
      ]);
    });
  });

  it("is forgotten when its minute is long over", async () => {
    await poolSql("INSERT INTO key_minute VALUES (1, $1, date_trunc('minute', now()) - interval '2 hours', 1, 1)", [
      keyId,
    ]);
    await take(1);
    await prune(businessNow());
    expect(await rows()).toEqual([expect.objectContaining({ takenTokens: 1n, takenRequests: 0 })]);
  });
});
