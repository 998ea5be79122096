import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expireGrants } from "@/lib/grants/expire-grants";
import { expectCleanBooks } from "@/lib/testing/expect-clean-books";
import type { TestAccount } from "@/lib/testing/make-account";
import { readBucket } from "@/lib/testing/make-bucket";
import { makeUsageEvent } from "@/lib/testing/make-usage-event";
import { accountOfOld, bucketAt, NOW, openForReports, OPENED, report } from "@/lib/testing/open-for-reports";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";

let account: TestAccount;
const eventOf = (wish?: Parameters<typeof makeUsageEvent>[1]) => makeUsageEvent(account, wish);

beforeAll(openForReports);
beforeEach(async () => {
  account = await accountOfOld();
});

describe("late", () => {
  test("usage has the weights of the bucket that stood first then, although it is empty now; younger buckets do not pay", async () => {
    const old = await bucketAt(account, OPENED, 200);
    await report(eventOf()); // takes the old bucket's last token, now
    expect(await readBucket(account, old)).toMatchObject({ remaining: 0 });
    const young = await bucketAt(account, toInstant("2026-05-15T00:00:00Z"), 10_000);

    const [early] = await report(eventOf({ time: "2026-05-12T00:00:00Z" }));
    expect(early).toMatchObject({ status: "settled", planTokens: 200, shortfallTokens: 200 });
    expect(await readBucket(account, young)).toMatchObject({ consumed: 0 });

    const [then] = await report(eventOf({ time: "2026-05-16T00:00:00Z" }));
    // The old bucket still stood first on the 16th: its last token went on the 20th. The young one pays at those weights.
    expect(then).toMatchObject({ status: "settled", planTokens: 200, shortfallTokens: 0 });
    await expectCleanBooks();
  });

  test("usage after a bucket had been used up has the weights of the next one", async () => {
    await bucketAt(account, OPENED, 200);
    await setTestClock(toInstant("2026-05-14T00:00:00Z"));
    await report(eventOf({ time: "2026-05-13T00:00:00Z" }));
    await bucketAt(account, toInstant("2026-05-15T00:00:00Z"), 10_000);
    const [answer] = await report(eventOf({ time: "2026-05-16T00:00:00Z" }));
    expect(answer).toMatchObject({ status: "settled", planTokens: 300, shortfallTokens: 0 });
    await expectCleanBooks();
  });

  test("usage without any bucket has the weights in force then, and is the operator's exposure", async () => {
    expect(
      await report(eventOf({ time: "2026-05-09T23:59:59Z" }), eventOf({ time: "2026-05-10T00:00:00Z" })),
    ).toMatchObject([
      { planTokens: 200, shortfallTokens: 200 },
      { planTokens: 300, shortfallTokens: 300 },
    ]);
    await expectCleanBooks();
  });

  test("a bucket that is booked as expired does not pay; one that was not alive yet does not either", async () => {
    const expired = await bucketAt(account, OPENED, 1_000, toInstant("2026-05-18T16:00:00Z"));
    await expireGrants(NOW);
    const young = await bucketAt(account, toInstant("2026-05-18T00:00:00Z"), 1_000);
    const [answer] = await report(eventOf({ time: "2026-05-17T00:00:00Z" }));
    expect(answer).toMatchObject({ planTokens: 200, shortfallTokens: 200 });
    expect(await readBucket(account, expired)).toMatchObject({ consumed: 0, expired: 1_000 });
    expect(await readBucket(account, young)).toMatchObject({ consumed: 0 });
    await expectCleanBooks();
  });
});
