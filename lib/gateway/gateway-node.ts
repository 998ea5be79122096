import type { Logger } from "pino";
import type { SettlementEvent } from "@/lib/charging/charging";
import { recallSlices } from "@/lib/charging/recall-slices";
import { recordUpstreamLoss, type UpstreamLoss } from "@/lib/charging/record-upstream-loss";
import { releaseSlices } from "@/lib/charging/release-slices";
import { reserveSlice } from "@/lib/charging/reserve-slice";
import { resolveTerms } from "@/lib/charging/resolve-terms";
import { settleUsage } from "@/lib/charging/settle-usage";
import type { ClientLeftRule } from "@/lib/env/env";
import { Admission } from "@/lib/gateway/admission";
import { CallLimits } from "@/lib/gateway/call-limits";
import { KeyCache } from "@/lib/gateway/key-cache";
import { KeyMinutes } from "@/lib/gateway/key-minutes";
import { gatewayMetrics, type GatewayMetrics } from "@/lib/gateway/metrics";
import { NodeLease } from "@/lib/gateway/node-lease";
import { RouteTable } from "@/lib/gateway/route-table";
import { SettlementQueue } from "@/lib/gateway/settlement-queue";
import { SliceBook } from "@/lib/gateway/slice-book";
import { SliceReturns } from "@/lib/gateway/slice-returns";
import { UpstreamClient, type UpstreamTimeouts } from "@/lib/gateway/upstream-client";
import { findKeyByHmac } from "@/lib/keys/find-key-by-hmac";
import { returnToMinute } from "@/lib/keys/return-to-minute";
import { takeOfMinute } from "@/lib/keys/take-of-minute";
import { steadyMs, systemMs } from "@/lib/time/clock";
import type { BreakerPolicy } from "@/lib/upstreams/circuit-breaker";
import { findRoutes, type RoutePolicy } from "@/lib/upstreams/find-routes";
import { UpstreamHealth } from "@/lib/upstreams/upstream-health";

export interface NodeOptions {
  routes: RoutePolicy;
  callsPerMinute: number;
  timeouts?: UpstreamTimeouts;
  clientLeftRule?: ClientLeftRule;
  breaker?: BreakerPolicy;
  /** What upstreams of the same priority are drawn by, from 0 to below 1. */
  random?: () => number;
  log: Logger;
}

/** A changed or revoked key holds within a second on every node, also when its notice is lost. */
const KEY_KEPT_MS = 800;
/** Slices nobody has used for so long go back. */
const IDLE_SLICE_MS = 5_000;
/** More events than this waiting for the database: new calls would only make the loss larger. */
const MOST_QUEUED_EVENTS = 60_000;

/** Everything one gateway process works with. */
export class GatewayNode {
  readonly book = new SliceBook();
  readonly returns = new SliceReturns((returns) => releaseSlices(returns));
  readonly keys = new KeyCache(findKeyByHmac, KEY_KEPT_MS, steadyMs);
  readonly minutes = new KeyMinutes({ takeOfMinute, returnToMinute }, steadyMs);
  readonly limits: CallLimits;
  readonly routes: RouteTable;
  readonly upstreams: UpstreamClient;
  readonly health: UpstreamHealth;
  readonly random: () => number;
  readonly clientLeftRule: ClientLeftRule;
  readonly queue: SettlementQueue;
  readonly admission: Admission;
  readonly metrics: GatewayMetrics;
  readonly log: Logger;
  callsUnderWay = 0;
  isStopping = false;

  private constructor(
    options: NodeOptions,
    readonly lease: NodeLease,
  ) {
    this.log = options.log;
    this.limits = new CallLimits(options.callsPerMinute, this.minutes);
    this.routes = new RouteTable(() => findRoutes(options.routes), steadyMs);
    this.upstreams = new UpstreamClient(options.timeouts);
    this.health = new UpstreamHealth(options.breaker);
    this.random = options.random ?? Math.random;
    this.clientLeftRule = options.clientLeftRule ?? "delivered";
    this.queue = new SettlementQueue({
      settle: settleUsage,
      onFailure: (events, error) => this.noteFlushFailure(events, error),
    });
    this.admission = new Admission(
      this.book,
      {
        reserveSlice,
        resolveTerms,
        returnSlices: (returns) => this.returns.giveBack(returns),
        recallSlices: (accountId) => recallSlices({ nodeId: lease.nodeId, accountId }),
        takeTokens: (caller, want) => this.minutes.takeTokens(caller, want),
        giveBackTokens: (taken, tokens) => this.minutes.giveBackTokens(taken, tokens),
      },
      () => lease.nodeId,
      systemMs,
    );
    this.metrics = gatewayMetrics({
      queuedEvents: () => this.queue.size,
      freeTokens: () => this.book.totals().freeTokens,
      callsUnderWay: () => this.callsUnderWay,
      breakerModes: () => this.health.modes(steadyMs()),
    });
  }

  /** Joins the nodes of this database. */
  static async join(options: NodeOptions): Promise<GatewayNode> {
    let node: GatewayNode | null = null;
    const lease = await NodeLease.join({
      nowMs: steadyMs,
      onLost: () => node?.forgetSlices(),
      onFailure: (error) => options.log.warn({ err: error }, "the lease could not be renewed"),
    });
    node = new GatewayNode(options, lease);
    return node;
  }

  /** Whether new calls may begin. */
  get isAdmitting(): boolean {
    return !this.isStopping && this.lease.isHeld && this.queue.size < MOST_QUEUED_EVENTS;
  }

  /** Gives back what has been idle; run every second. */
  async returnIdle(): Promise<void> {
    this.admission.forgetQuietKeys();
    await this.returns.giveBack(this.book.takeIdle(systemMs(), IDLE_SLICE_MS));
    await this.minutes.returnIdle();
  }

  /** Another node needs what this one does not use of an account. */
  async giveUp({ nodeId, accountId }: { nodeId: string; accountId: string }): Promise<void> {
    if (nodeId === this.lease.nodeId) return;
    await this.returns.giveBack(this.book.takeFreeOfAccount(accountId));
  }

  /** Counts what upstream served and nobody pays for. The count is a statistic: the call does not wait for it. */
  countLoss(cell: number, loss: UpstreamLoss): void {
    recordUpstreamLoss(cell, loss).catch((error: unknown) => {
      this.metrics.failures.inc({ work: "loss" });
      this.log.warn({ err: error, loss }, "an upstream loss was not recorded");
    });
  }

  /** Ends in order: waits for what must become durable, gives every slice back, ends the lease. */
  async leave(atMostMs: number): Promise<void> {
    const drained = await this.queue.drain(atMostMs);
    if (!drained) this.log.error({ events: this.queue.size }, "stopped with usage events that are not durable");
    await this.returns.giveBack(this.book.takeIdle(systemMs(), 0));
    await this.lease.leave();
    await this.upstreams.close();
  }

  private forgetSlices(): void {
    this.log.warn("the lease was lost; its slices went back to their buckets");
    this.book.clear();
    this.returns.clear();
  }

  private noteFlushFailure(events: readonly SettlementEvent[], error: unknown): void {
    this.metrics.failures.inc({ work: "settle" });
    this.log.error(
      { err: error, events: events.map(({ id }) => id) },
      "usage events could not be settled; trying again",
    );
  }
}
