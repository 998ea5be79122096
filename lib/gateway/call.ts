import { setTimeout as delay } from "node:timers/promises";
import type { SettlementEvent, SettlementResult } from "@/lib/charging/charging";
import { rate } from "@/lib/charging/rate";
import type { Admitted } from "@/lib/gateway/admission";
import type { AnswerMeter } from "@/lib/gateway/answer-meter";
import type { Caller } from "@/lib/gateway/authenticate";
import { type CallCharge, type CallEnding, chargeOfCall } from "@/lib/gateway/charge-of-call";
import type { ChatRequest } from "@/lib/gateway/chat-request";
import type { CallBounds } from "@/lib/gateway/estimate";
import type { GatewayNode } from "@/lib/gateway/gateway-node";
import { GatewayError } from "@/lib/gateway/gateway-error";
import { newUuid } from "@/lib/ids/ids";
import { systemMs } from "@/lib/time/clock";
import { countPromptTokens } from "@/lib/tokens/count-prompt-tokens";

/** How long an answer waits for its event to become durable (decisions 10). */
const DURABLE_WITHIN_MS = 10_000;

export interface CallFacts {
  caller: Caller;
  chat: ChatRequest;
  modelCode: string;
  contextTokens: number;
  bounds: CallBounds;
  admitted: Admitted;
  at: Date;
  requestId: string;
}

/** One admitted call until its charge is durable. It ends exactly once: by `finish` or by `fail`. */
export class Call {
  readonly outputLimit: number;
  /** Which upstream served it, known once one has answered. */
  upstreamCode = "";
  private readonly startedMs = systemMs();

  constructor(
    private readonly node: GatewayNode,
    readonly facts: CallFacts,
  ) {
    this.outputLimit = facts.admitted.outputLimit;
  }

  /** Headers that are known before the answer. */
  get headers(): Record<string, string> {
    const lowered =
      this.outputLimit < this.facts.bounds.outputLimit ? { "x-output-limit": String(this.outputLimit) } : {};
    return { "x-weight-version": String(this.facts.admitted.terms.versionNo), ...lowered };
  }

  /**
   * Charges the call and waits until that is durable. Null when there is nothing to charge. Throws notRecorded when the
   * database does not take the event in time; the event stays queued all the same.
   */
  async finish(how: CallEnding["how"], meter: AnswerMeter): Promise<SettlementResult | null> {
    const { facts, node } = this;
    const ending = {
      how,
      reported: meter.reportedUsage,
      hasOutput: meter.hasOutput,
      countInput: () => countPromptTokens(facts.chat.fields),
      countOutput: () => meter.countOutput(),
    };
    const charge = chargeOfCall(ending, { ...facts.bounds, outputLimit: this.outputLimit }, facts.contextTokens);
    if (!charge) {
      this.release();
      this.countLoss("client_left", 0);
      return null;
    }
    if (charge.overLimitTokens > 0) this.countLoss("over_limit", charge.overLimitTokens);
    const event = this.eventOf(charge);
    const durable = node.queue.settle(facts.caller.cell, event).then((result) => this.close(result, charge));
    return withinTime(durable, DURABLE_WITHIN_MS);
  }

  /** Nothing is charged: upstream failed, or never began. */
  fail(meter: AnswerMeter | null): void {
    this.release();
    if (meter?.hasOutput) this.countLoss("upstream_failed", meter.countOutput());
  }

  private eventOf({ usage, outcome }: CallCharge): SettlementEvent {
    const { caller, admitted, at, modelCode, requestId, chat } = this.facts;
    const { weightVersionId, inputMilli, cachedInputMilli, outputMilli } = admitted.terms;
    const weights = { inputMilli, cachedInputMilli, outputMilli };
    const planTokens = rate(usage, weights);
    this.node.admission.recordSpend(caller.keyId, modelCode, planTokens);
    return {
      id: newUuid(at),
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
      streamed: chat.streamed,
      latencyMs: systemMs() - this.startedMs,
      upstreamCode: this.upstreamCode,
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
    book.spend(this.facts.admitted.hold, 0);
    book.close(this.facts.admitted.hold, systemMs());
  }

  private countLoss(reason: "client_left" | "over_limit" | "upstream_failed", outputTokens: number): void {
    const { caller, modelCode, at } = this.facts;
    this.node.countLoss(caller.cell, { modelCode, reason, outputTokens, at });
  }
}

async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const waiting = new AbortController();
  const late = delay(milliseconds, null, { signal: waiting.signal }).then(() => {
    throw new GatewayError("notRecorded");
  });
  // Once the work is done the timer is called off, which rejects it.
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    waiting.abort();
  }
}
