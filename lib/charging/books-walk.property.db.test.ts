import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { auditBooks } from "@/lib/books/audit-books";
import type { SettlementEvent } from "@/lib/charging/charging";
import { joinNode, leaveNode } from "@/lib/charging/node-lease";
import { releaseSlices } from "@/lib/charging/release-slices";
import { reserveSlice } from "@/lib/charging/reserve-slice";
import { resolveTerms } from "@/lib/charging/resolve-terms";
import { returnLapsedSlices } from "@/lib/charging/return-lapsed-slices";
import { settleUsage } from "@/lib/charging/settle-usage";
import { inTransaction } from "@/lib/db/in-transaction";
import { poolSql } from "@/lib/db/sql";
import { expireGrants } from "@/lib/grants/expire-grants";
import { newUuid, parseId } from "@/lib/ids/ids";
import { createKey } from "@/lib/keys/create-key";
import { ChargingModel, type ModelEvent, type ModelSlice } from "@/lib/testing/charging-model";
import { addSeconds } from "@/lib/testing/instants";
import { contextOf, makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket, readBucket } from "@/lib/testing/make-bucket";
import { setTestClock } from "@/lib/testing/test-clock";
import { toInstant } from "@/lib/time/calendar";
import { businessNow } from "@/lib/time/clock";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";

const START = toInstant("2026-05-20T06:00:00Z");
const NODES = 2;
const WALKS = 40;
/** No new walk begins after this; a busy machine does fewer. */
const BUDGET_MS = 15_000;
const PATIENCE_MS = 60_000;
/** One output token of these costs a whole number of plan tokens. */
const MODELS = { family: "hunyuan-turbo", other: "deepseek-v3.2" } as const;

const index = fc.nat({ max: 1_000 });
const share = fc.nat({ max: 100 });
const call = fc.record({
  slice: index,
  heldPercent: share,
  /** Model tokens beyond what it held. */
  beyond: fc.oneof(fc.constant(0), fc.nat({ max: 60 })),
});
/** One for a batch: what a call of one day gives back of a cap counts for another day's calls only from the next batch on. */
const lateHours = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat({ max: 30 }));
const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("grant" as const),
        tokens: fc.nat({ max: 900 }),
        hours: fc.integer({ min: 1, max: 50 }),
        scoped: fc.boolean(),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant("reserve" as const),
        key: fc.nat({ max: 1 }),
        node: fc.nat({ max: NODES - 1 }),
        inFamily: fc.boolean(),
        need: fc.integer({ min: 1, max: 400 }),
        more: fc.nat({ max: 300 }),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant("settle" as const),
        calls: fc.array(call, { minLength: 1, maxLength: 4 }),
        lateHours,
        again: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("repeat" as const), event: index }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("release" as const), slice: index }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("lapse" as const), node: fc.nat({ max: NODES - 1 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 20 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("expire" as const) }) },
  ),
  { minLength: 15, maxLength: 60 },
);
type Step = (typeof steps extends fc.Arbitrary<infer T> ? T : never)[number];
type StepOf<K extends Step["do"]> = Extract<Step, { do: K }>;

beforeAll(async () => {
  await setTestClock(START);
  await inTransaction((tx) => seedCatalogue(tx, START));
});

/** One account in the database and in the model; every step happens to both. */
class Walk {
  private readonly model = new ChargingModel();
  private readonly sent: SettlementEvent[] = [];

  private constructor(
    private readonly account: TestAccount,
    private readonly keyIds: readonly string[],
    private readonly nodeIds: string[],
  ) {}

  static async begin(): Promise<Walk> {
    await setTestClock(START);
    const account = await makeAccount();
    const keyIds: string[] = [];
    for (let number = 0; number < 2; number += 1) {
      const { key } = await createKey(contextOf(account.actor), { name: `walk ${number}` });
      keyIds.push(parseId("key", key.id) ?? "");
    }
    const nodeIds: string[] = [];
    while (nodeIds.length < NODES) nodeIds.push((await joinNode()).nodeId);
    const walk = new Walk(account, keyIds, nodeIds);
    // The second key has caps; the first has none.
    await poolSql("UPDATE api_key SET day_cap_tokens = 500, total_cap_tokens = 900 WHERE cell = $1 AND id = $2", [
      account.cell,
      keyIds[1] ?? "",
    ]);
    walk.model.keys.set(keyIds[1] ?? "", { dayCap: 500, totalCap: 900, spent: new Map() });
    return walk;
  }

  async step(step: Step): Promise<void> {
    if (step.do === "grant") await this.grant(step);
    else if (step.do === "reserve") await this.reserve(step);
    else if (step.do === "settle") await this.settle(step);
    else if (step.do === "repeat") await this.repeat(step.event);
    else if (step.do === "release") await this.release(step.slice);
    else if (step.do === "lapse") await this.lapse(step.node);
    else if (step.do === "wait") await setTestClock(addSeconds(businessNow(), step.hours * 3_600));
    else {
      await expireGrants(businessNow());
      this.model.expire(businessNow().getTime());
    }
  }

  async expectSame(): Promise<void> {
    for (const { id, granted, remaining, consumed, expired } of this.model.grants) {
      const reserved = this.model.reserved(id);
      expect(await readBucket(this.account, id)).toEqual({ granted, remaining, reserved, consumed, expired });
    }
    const [sum] = await poolSql(
      "SELECT count(*)::int AS events, coalesce(sum(shortfall_tokens), 0)::int AS unpaid FROM usage_event WHERE cell = $1 AND account_id = $2",
      [this.account.cell, this.account.accountId],
    );
    const unpaid = [...this.model.settled.values()].reduce((total, tokens) => total + tokens, 0);
    expect(sum).toEqual({ events: this.model.settled.size, unpaid });
  }

  private async grant({ tokens, hours, scoped }: StepOf<"grant">): Promise<void> {
    const at = businessNow();
    const expiresAt = addSeconds(at, hours * 3_600);
    const wish = { tokens: tokens + 1, expiresAt, modelScope: scoped ? ["hunyuan-*"] : [] };
    const id = await makeBucket(this.account, wish);
    const { grants } = this.model;
    grants.push({
      ...{ id, scoped, granted: wish.tokens, remaining: wish.tokens, consumed: 0, expired: 0 },
      ...{ startsAt: at.getTime(), expiresAt: expiresAt.getTime(), number: grants.length },
    });
    // Two buckets of one instant are in no order that the domain knows: the clock goes on.
    await setTestClock(addSeconds(at, 1));
  }

  private async reserve({ key, node, inFamily, need, more }: StepOf<"reserve">): Promise<void> {
    const at = businessNow();
    const keyId = this.keyIds[key] ?? "";
    const { cell, accountId } = this.account;
    const modelCode = inFamily ? MODELS.family : MODELS.other;
    const wants = { needTokens: need, wantTokens: need + more };
    const { slice } = await reserveSlice({
      cell,
      accountId,
      keyId,
      nodeId: this.nodeIds[node] ?? "",
      modelCode,
      ...wants,
      at,
    });
    const given = this.model.reserve(keyId, inFamily, { need, want: need + more }, at.getTime());
    expect(slice?.parts.map(({ grantId, tokens }) => [grantId, tokens]) ?? []).toEqual(given);
    if (slice) this.model.slices.push({ id: slice.id, keyId, node, open: true, held: new Map(given) });
  }

  private async settle({ calls, again, lateHours: late }: StepOf<"settle">): Promise<void> {
    const made: { event: SettlementEvent; model: ModelEvent }[] = [];
    const promised = new Map<string, number>();
    for (const wish of calls) made.push(await this.eventOf(wish, late, promised));
    const [first] = made;
    const batch = again && first ? [...made, first] : made;
    const results = await settleUsage(batch.map(({ event }) => event));
    for (const { event, model } of made) {
      const unpaid = this.model.settle(model);
      const result = results.find(({ eventId }) => eventId === event.id);
      expect(result).toMatchObject({ charged: true, planTokens: event.planTokens, shortfallTokens: unpaid });
      this.sent.push(event);
    }
  }

  /** A call of a slice's key that held a share of what the slice has, perhaps of one that was given back meanwhile. */
  private async eventOf(wish: StepOf<"settle">["calls"][number], late: number, promised: Map<string, number>) {
    const slice = this.sliceAt(wish.slice);
    const inFamily = wish.slice % 2 === 0;
    const modelCode = inFamily ? MODELS.family : MODELS.other;
    const now = businessNow();
    const at = toInstant(Math.max(START.getTime(), now.getTime() - late * 3_600_000));
    const terms = await resolveTerms(modelCode, now, now);
    const parts = [...(slice?.held ?? new Map<string, number>())].flatMap(([grantId, held]) => {
      const name = `${slice?.id}/${grantId}`;
      const free = held - (promised.get(name) ?? 0);
      const tokens = Math.floor((free * wish.heldPercent) / 100);
      promised.set(name, (promised.get(name) ?? 0) + tokens);
      return tokens > 0 && slice ? [{ sliceId: slice.id, grantId, tokens }] : [];
    });
    const lost = this.lostParts(slice, wish.heldPercent);
    const all = [...parts, ...lost];
    const burnt = all.reduce((sum, { tokens }) => sum + tokens, 0);
    // Whole output tokens, so that no call burns more than it costs.
    const outputTokens = Math.ceil((burnt * 1_000) / terms.outputMilli) + wish.beyond;
    const planTokens = Math.ceil((outputTokens * terms.outputMilli) / 1_000);
    const id = newUuid(now);
    const keyId = slice?.keyId ?? this.keyIds[0] ?? "";
    const event: SettlementEvent = {
      ...{ id, cell: this.account.cell, accountId: this.account.accountId, keyId, modelCode },
      ...{ weightVersionId: terms.weightVersionId, weights: terms, planTokens, parts: all, occurredAt: at },
      usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens },
      ...{ requestId: id, outcome: "completed", streamed: false, latencyMs: 1, upstreamCode: "sandbox", api: "chat" },
    };
    return { event, model: { id, keyId, inFamily, at: at.getTime(), planTokens, parts: all } };
  }

  /** Of a slice that is closed: its call comes late, with what it had held. */
  private lostParts(
    slice: ModelSlice | undefined,
    percent: number,
  ): { sliceId: string; grantId: string; tokens: number }[] {
    const [grant] = this.model.grants;
    if (!slice || slice.open || !grant) return [];
    const tokens = Math.floor((grant.granted * percent) / 400);
    return tokens > 0 ? [{ sliceId: slice.id, grantId: grant.id, tokens }] : [];
  }

  private async repeat(which: number): Promise<void> {
    const event = this.sent[which % Math.max(1, this.sent.length)];
    if (!event) return;
    const [result] = await settleUsage([event]);
    expect(result).toMatchObject({ charged: false });
  }

  private async release(which: number): Promise<void> {
    const slice = this.sliceAt(which);
    if (!slice) return;
    await releaseSlices([{ cell: this.account.cell, sliceId: slice.id, tokens: "all" }]);
    this.model.giveBack(slice);
  }

  private async lapse(node: number): Promise<void> {
    await leaveNode(this.nodeIds[node] ?? "");
    await returnLapsedSlices();
    for (const slice of this.model.slices) if (slice.node === node) this.model.giveBack(slice);
    this.nodeIds[node] = (await joinNode()).nodeId;
  }

  private sliceAt(which: number): ModelSlice | undefined {
    return this.model.slices[which % Math.max(1, this.model.slices.length)];
  }
}

it(
  "agrees with a simple model through any walk of grants, reservations, settlements, lapses and expiries; the books add up",
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (walked) => {
        const walk = await Walk.begin();
        for (const step of walked) await walk.step(step);
        await walk.expectSame();
        expect((await auditBooks()).differences).toEqual([]);
      }),
      { numRuns: WALKS, interruptAfterTimeLimit: BUDGET_MS },
    );
  },
  PATIENCE_MS,
);
