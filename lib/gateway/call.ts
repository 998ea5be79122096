import type { SettlementEvent, SettlementResult } from "@/lib/charging/charging";
import { rate } from "@/lib/charging/rate";
import type { Admitted } from "@/lib/gateway/admission";
import type { AnswerMeter } from "@/lib/gateway/answer-meter";
import type { ApiRequest } from "@/lib/gateway/apis/gateway-api";
import type { Caller } from "@/lib/gateway/caller";
import { type CallCharge, type CallEnding, chargeOfCall } from "@/lib/gateway/charge-of-call";
import type { CallBounds } from "@/lib/gateway/estimate";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { GatewayError } from "@/lib/gateway/gateway-error";
import type { UpstreamRequest } from "@/lib/gateway/upstream-client";
import { newUuid } from "@/lib/ids/ids";
import { steadyMs, systemMs } from "@/lib/time/clock";
import type { UpstreamApi } from "@/lib/upstreams/api";
import type { Route } from "@/lib/upstreams/find-routes";

/** How long an answer waits for its event to become durable (decisions 10). */
const DURABLE_WITHIN_MS = 10_000;

/** What a client learns only when its call is charged. */
export const CHARGE_HEADERS = ["x-plan-tokens-charged", "x-plan-tokens-remaining"] as const;

export interface CallFacts {
  caller: Caller;
  api: UpstreamApi;
  request: ApiRequest;
  /** The caller's headers that go to upstream as they are. */
  passedHeaders: Record<string, string>;
  modelCode: string;
  /** More input than this no upstream can have read: every prompt filling the model's context. */
  mostInputTokens: number;
  bounds: CallBounds;
  admitted: Admitted;
  at: Date;
  requestId: string;
}

/** One admitted call until its charge is durable. It ends exactly once: by `finish` or by `fail`. */
export class Call {
  readonly outputLimit: number;
  readonly api: UpstreamApi;
  /** Which upstream served it, known once one has answered. */
  upstreamCode = "";
  private readonly startedMs = systemMs();

  constructor(
    private readonly node: GatewayNode,
    readonly facts: CallFacts,
  ) {
    this.api = facts.api;
    this.outputLimit = facts.admitted.outputLimit;
  }

  /** What a route's upstream is asked. */
  askedOf({ upstreamModel }: Route): UpstreamRequest {
    const { request, passedHeaders } = this.facts;
    return { api: this.api, body: request.upstreamBody(upstreamModel, this.outputLimit), headers: passedHeaders };
  }

  /** Headers that are known before the answer. */
  get headers(): Record<string, string> {
    const { admitted, bounds, request } = this.facts;
    const lowered = this.outputLimit < (request.askedOutputTokens ?? bounds.outputLimit);
    const version = { "x-weight-version": String(admitted.terms.versionNo) };
    return lowered ? { ...version, "x-output-limit": String(this.outputLimit) } : version;
  }

  /** Headers that are known once the call is charged; none when nothing was. */
  chargeHeaders(result: SettlementResult | null): Record<string, string> {
    if (!result) return {};
    const [charged, remaining] = CHARGE_HEADERS;
    return {
      [charged]: String(result.planTokens - result.shortfallTokens),
      [remaining]: String(result.accountLeftTokens),
    };
  }

  /**
   * Charges the call and waits until that is durable. Null when there is nothing to charge. Throws notRecorded when the
   * database does not take the event in time; the event stays queued all the same.
   */
  async finish(how: CallEnding["how"], meter: AnswerMeter | null): Promise<SettlementResult | null> {
    const { facts, node } = this;
    const ending = {
      how,
      reported: (how === "client_left" ? meter?.usageSoFar : meter?.reportedUsage) ?? null,
      hasOutput: meter?.hasOutput ?? false,
      countInput: () => facts.request.countInput(),
      countOutput: () => meter?.countOutput() ?? 0,
    };
    const bounds = { ...facts.bounds, outputLimit: this.outputLimit };
    const charge = chargeOfCall(ending, bounds, facts.mostInputTokens, node.clientLeftRule);
    if (!charge) {
      this.release();
      this.countLoss("client_left", ending.hasOutput ? ending.countOutput() : 0);
      return null;
    }
    if (charge.overLimitTokens > 0) this.countLoss("over_limit", charge.overLimitTokens);
    const event = this.eventOf(charge);
    const durable = node.queue.settle(event).then((result) => this.close(result, charge));
    return withinTime(durable, DURABLE_WITHIN_MS);
  }

  /** Nothing is charged: upstream failed, or never began. `meter` is what came of an answer that had begun. */
  fail(meter: AnswerMeter | null): void {
    this.release();
    if (meter) this.node.health.breakOff(this.upstreamCode, steadyMs());
    if (meter?.hasOutput) this.countLoss("upstream_failed", meter.countOutput());
  }

  private eventOf({ usage, outcome }: CallCharge): SettlementEvent {
    const { caller, admitted, at, modelCode, requestId, request } = this.facts;
    const { weightVersionId, inputMilli, cachedInputMilli, outputMilli } = admitted.terms;
    const weights = { inputMilli, cachedInputMilli, outputMilli };
    const planTokens = rate(usage, weights);
    this.node.admission.recordSpend(caller.keyId, modelCode, planTokens);
    this.node.admission.end(admitted, planTokens);
    return {
      id: newUuid(at),
      cell: caller.cell,
      accountId: caller.accountId,
      keyId: caller.keyId,
      modelCode,
      weightVersionId,
      weights,
      usage,
      planTokens,
      parts: this.node.book.spend(admitted.hold, planTokens),
      occurredAt: at,
      requestId,
      outcome,
      streamed: request.streamed,
      latencyMs: systemMs() - this.startedMs,
      upstreamCode: this.upstreamCode,
      api: this.api,
      isKeyUseNoted: isWithinMinute(caller.key.lastUsedAt, at),
    };
  }

  private close(result: SettlementResult, { outcome }: CallCharge): SettlementResult {
    const { node, facts } = this;
    node.book.close(facts.admitted.hold, systemMs());
    node.metrics.charged.inc({ model: facts.modelCode, outcome }, result.planTokens - result.shortfallTokens);
    node.metrics.shortfall.inc(result.shortfallTokens);
    return result;
  }

  private release(): void {
    const { book } = this.node;
    this.node.admission.end(this.facts.admitted, 0);
    book.spend(this.facts.admitted.hold, 0);
    book.close(this.facts.admitted.hold, systemMs());
  }

  private countLoss(reason: "client_left" | "over_limit" | "upstream_failed", outputTokens: number): void {
    const { caller, modelCode, at } = this.facts;
    this.node.countLoss(caller.cell, { modelCode, reason, outputTokens, at });
  }
}

/** Keys note their last use to the minute; more often than that nothing is written. */
function isWithinMinute(lastUsedAt: Date | null, at: Date): boolean {
  return lastUsedAt !== null && at.getTime() - lastUsedAt.getTime() < 60_000;
}

function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new GatewayError("notRecorded")), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
