import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@/lib/errors/app-error";
import { contextOf } from "@/lib/testing/make-account";
import { makeBucket } from "@/lib/testing/make-bucket";
import { buyItem } from "@/lib/testing/buy-item";
import { revokeKey } from "@/lib/keys/revoke-key";
import { advanceClock } from "@/lib/sandbox/advance-clock";
import { toInstant } from "@/lib/time/calendar";
import { businessNow, systemMs } from "@/lib/time/clock";
import type { ChaosDatabase } from "./chaos-database";
import { changeLitePrice, changeWeights } from "./change-prices";
import type { FiredProcess } from "./fired-process";
import { type ChaosAccount, type ChaosKey, type ChaosWorld, openKey, setFrozen } from "./open-world";
import { patiently } from "./patiently";
import type { Disturbance } from "./plan-disturbances";
import { HOLDS_WITHIN_MS } from "./prove-limits";
import type { Prng } from "./prng";
import type { Probe } from "./probe-nodes";

export interface Scene {
  world: ChaosWorld;
  database: ChaosDatabase;
  gateways: readonly FiredProcess[];
  worker: FiredProcess;
  reports: FiredProcess;
  chance: Prng;
  probe: Probe;
  /** What was done, by kind, and what the product refused to do. */
  done: Map<string, number>;
  refused: Map<string, number>;
}

/** From then on a revocation or a freeze holds on every node. */
const JUST_TOO_LATE_MS = HOLDS_WITHIN_MS + 20;

/** A clock that jumps over the notice of a price, before any node can have heard of it, proves nothing. */
const IN_ONE_LINE = new Set<Disturbance["kind"]>(["change-weights", "change-price", "move-clock"]);

/** Lets every disturbance happen at its time, side by side where they meet; resolves once all are over. */
export async function disturb(scene: Scene, plan: readonly Disturbance[], stopped: AbortSignal): Promise<void> {
  const startedMs = systemMs();
  const running: Promise<void>[] = [];
  // One database cannot be restarted twice at a time, nor two sets change one price: each kind waits for its own.
  const lines = new Map<string, Promise<void>>();
  for (const one of plan) {
    await delay(Math.max(0, startedMs + one.atMs - systemMs()));
    if (stopped.aborted) break;
    const name = IN_ONE_LINE.has(one.kind) ? "prices and clock" : one.kind;
    const line = (lines.get(name) ?? Promise.resolve()).then(() => happen(scene, one));
    lines.set(name, line);
    running.push(line);
    // Awaited together below; until then a failure is not unhandled.
    line.catch(() => undefined);
  }
  await Promise.all(running);
}

async function happen(scene: Scene, one: Disturbance): Promise<void> {
  const count = (tally: Map<string, number>, name: string) => tally.set(name, (tally.get(name) ?? 0) + 1);
  try {
    await act(scene, one);
    count(scene.done, one.kind);
  } catch (error) {
    // What the rules of the product refuse (a bucket of a frozen account, a price set twice) did not happen.
    if (!(error instanceof AppError)) throw error;
    count(scene.refused, `${one.kind}: ${error.code}`);
  }
}

async function act(scene: Scene, one: Disturbance): Promise<void> {
  const { world, gateways, worker, database } = scene;
  switch (one.kind) {
    case "kill-gateway":
      return gateways[one.node]?.kill(one.downMs);
    case "stop-gateway":
      return gateways[one.node]?.renew(one.downMs);
    case "pause-gateway":
      return gateways[one.node]?.pause(one.forMs);
    case "kill-worker":
      return worker.kill(one.downMs);
    case "kill-reports":
      return scene.reports.kill(one.downMs);
    case "restart-database":
      return database.restart(one.how, one.downMs);
    case "change-weights":
      return changeWeights(world.desk, one.turn, one.percent);
    case "change-price":
      return changeLitePrice(world.desk, one.percent);
    case "move-clock":
      await patiently(() => advanceClock(contextOf({ kind: "visitor" }), { advanceSeconds: one.seconds }));
      return;
    case "buy": {
      const { owner } = accountAt(world, one.turn);
      await patiently(() =>
        buyItem(contextOf(owner.actor), { kind: one.code === "payg" ? "payg" : "pack", code: one.code }),
      );
      return;
    }
    case "grant":
      return grant(accountAt(world, one.turn), one);
    case "freeze":
      return freeze(scene, accountAt(world, one.turn), one.forMs);
    case "revoke":
      return revoke(scene, accountAt(world, one.turn));
  }
}

function accountAt({ accounts }: ChaosWorld, turn: number): ChaosAccount {
  // The same accounts that make most of the traffic.
  const account = accounts[Math.floor(turn ** 2 * accounts.length)];
  if (!account) throw new Error("no account");
  return account;
}

async function grant(
  { owner }: ChaosAccount,
  { tokens, validSeconds, scoped }: Extract<Disturbance, { kind: "grant" }>,
): Promise<void> {
  await patiently(() =>
    makeBucket(owner, {
      tokens,
      modelScope: scoped ? ["hunyuan-*"] : [],
      expiresAt: toInstant(businessNow().getTime() + validSeconds * 1_000),
    }),
  );
}

async function freeze({ probe }: Scene, account: ChaosAccount, forMs: number): Promise<void> {
  const key = workingKey(account);
  if (key) await probe(account, key);
  await patiently(() => setFrozen(account.owner, true));
  const interval: ChaosAccount["frozen"][number] = { fromMs: systemMs(), untilMs: null };
  account.frozen.push(interval);
  await delay(JUST_TOO_LATE_MS);
  if (key) await probe(account, key);
  await delay(forMs);
  interval.untilMs = systemMs();
  await patiently(() => setFrozen(account.owner, false));
}

async function revoke({ probe, chance }: Scene, account: ChaosAccount): Promise<void> {
  const { owner, keys } = account;
  const key = workingKey(account);
  if (!key) return;
  await probe(account, key);
  await patiently(() => revokeKey(contextOf(owner.actor), { keyId: key.keyId }));
  key.revokedMs = systemMs();
  keys.push(await patiently(() => openKey(owner, chance)));
  await delay(JUST_TOO_LATE_MS);
  await probe(account, key);
}

function workingKey({ keys }: ChaosAccount): ChaosKey | undefined {
  return keys.find(({ revokedMs }) => revokedMs === null);
}
