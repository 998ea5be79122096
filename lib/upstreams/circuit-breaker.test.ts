import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BREAKER_POLICY, type CallResult, CircuitBreaker, type Permit } from "@/lib/upstreams/circuit-breaker";

const { failuresInARow, firstPauseMs, mostPauseMs, leastCalls, probes, windowMs, forgivenAfterMs } = BREAKER_POLICY;

/** One call after the other, each over at once. */
function call(breaker: CircuitBreaker, result: CallResult, nowMs: number, times = 1): void {
  for (let time = 0; time < times; time += 1) breaker.end(breaker.begin(nowMs), result, nowMs);
}

function opened(nowMs = 0): CircuitBreaker {
  const breaker = new CircuitBreaker(BREAKER_POLICY);
  call(breaker, "failed", nowMs, failuresInARow);
  return breaker;
}

describe("CircuitBreaker", () => {
  it("opens after failures in a row, and a success between them starts the row anew", () => {
    const breaker = new CircuitBreaker(BREAKER_POLICY);
    call(breaker, "failed", 0, failuresInARow - 1);
    call(breaker, "ok", 0);
    call(breaker, "failed", 0, failuresInARow - 1);
    expect(breaker.mode(0)).toBe("closed");
    call(breaker, "failed", 0);
    expect(breaker.mode(0)).toBe("open");
    expect(breaker.readyAtMs(0)).toBe(firstPauseMs);
  });

  it("opens when half of the window's calls fail, but not while there are few, nor when the window has passed", () => {
    const alternate = (breaker: CircuitBreaker, nowMs: number, pairs: number) => {
      for (let pair = 0; pair < pairs; pair += 1) {
        call(breaker, "ok", nowMs);
        call(breaker, "failed", nowMs);
      }
    };
    const breaker = new CircuitBreaker(BREAKER_POLICY);
    alternate(breaker, 0, leastCalls / 2 - 1);
    expect(breaker.mode(0)).toBe("closed");
    alternate(breaker, windowMs * 2, leastCalls / 2 - 1);
    expect(breaker.mode(windowMs * 2)).toBe("closed");
    alternate(breaker, windowMs * 2, 1);
    expect(breaker.mode(windowMs * 2)).toBe("open");
  });

  it("lets a few calls through when its pause is over, and closes when they succeed", () => {
    const breaker = opened();
    expect(breaker.mode(firstPauseMs - 1)).toBe("open");
    const permits = Array.from({ length: probes }, () => breaker.begin(firstPauseMs));
    expect(breaker.mode(firstPauseMs)).toBe("half_open");
    expect(breaker.readyAtMs(firstPauseMs)).toBe(Infinity);
    for (const permit of permits) breaker.end(permit, "ok", firstPauseMs + 1);
    expect(breaker.mode(firstPauseMs + 1)).toBe("closed");
  });

  it("gives a probe's place back when its client leaves", () => {
    const breaker = opened();
    const permits = Array.from({ length: probes }, () => breaker.begin(firstPauseMs));
    for (const permit of permits) breaker.end(permit, "neutral", firstPauseMs);
    expect(breaker.mode(firstPauseMs)).toBe("half_open");
    expect(breaker.readyAtMs(firstPauseMs)).toBe(firstPauseMs);
  });

  it("stays open twice as long after each failed probe, up to a limit, and is forgiven after being well for long", () => {
    const breaker = opened();
    let nowMs = 0;
    let pauseMs: number = firstPauseMs;
    for (let time = 0; time < 6; time += 1) {
      expect(breaker.readyAtMs(nowMs)).toBe(nowMs + pauseMs);
      nowMs += pauseMs;
      pauseMs = Math.min(pauseMs * 2, mostPauseMs);
      call(breaker, "failed", nowMs);
    }
    nowMs += mostPauseMs;
    call(breaker, "ok", nowMs, probes);
    call(breaker, "failed", nowMs, failuresInARow);
    expect(breaker.readyAtMs(nowMs)).toBe(nowMs + mostPauseMs);
    nowMs += mostPauseMs;
    call(breaker, "ok", nowMs, probes);
    nowMs += forgivenAfterMs;
    call(breaker, "failed", nowMs, failuresInARow);
    expect(breaker.readyAtMs(nowMs)).toBe(nowMs + firstPauseMs);
  });

  it("takes no notice of what began before it opened, nor of failures while it is open", () => {
    const breaker = new CircuitBreaker(BREAKER_POLICY);
    const early = [breaker.begin(0), breaker.begin(0)] as const;
    call(breaker, "failed", 0, failuresInARow);
    breaker.end(early[0], "ok", firstPauseMs);
    breaker.end(early[1], "failed", firstPauseMs);
    expect(breaker.mode(firstPauseMs)).toBe("half_open");
    const tried = opened();
    call(tried, "failed", firstPauseMs - 1, 100);
    expect(tried.readyAtMs(firstPauseMs - 1)).toBe(firstPauseMs);
    call(tried, "ok", firstPauseMs - 1, probes);
    expect(tried.mode(firstPauseMs - 1)).toBe("closed");
  });

  it("opens when every answer begins well and then breaks off", () => {
    const breaker = new CircuitBreaker(BREAKER_POLICY);
    for (let time = 0; time < leastCalls / 2; time += 1) {
      call(breaker, "ok", time);
      breaker.breakOff(time);
    }
    expect(breaker.mode(leastCalls)).toBe("open");
  });
});

type Step = { wait: number } | { begin: true } | { end: number; result: CallResult } | { breakOff: true };

const RESULT = fc.constantFrom<CallResult>("ok", "failed", "neutral");
const STEPS = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 70_000 }) }) },
    { weight: 5, arbitrary: fc.constant<Step>({ begin: true }) },
    { weight: 5, arbitrary: fc.record({ end: fc.nat(50), result: RESULT }) },
    { weight: 1, arbitrary: fc.constant<Step>({ breakOff: true }) },
  ) satisfies fc.Arbitrary<Step>,
  { maxLength: 200 },
);

describe("CircuitBreaker, whatever happens", () => {
  /** Runs the steps and looks at the breaker after each; returns it with its calls under way. */
  function run(steps: readonly Step[], look: (breaker: CircuitBreaker, nowMs: number) => void) {
    const breaker = new CircuitBreaker(BREAKER_POLICY);
    const underWay: Permit[] = [];
    let nowMs = 0;
    for (const step of steps) {
      if ("wait" in step) nowMs += step.wait;
      else if ("begin" in step) underWay.push(breaker.begin(nowMs));
      else if ("breakOff" in step) breaker.breakOff(nowMs);
      else {
        const [permit] = underWay.splice(step.end % Math.max(underWay.length, 1), 1);
        if (permit) breaker.end(permit, step.result, nowMs);
      }
      look(breaker, nowMs);
    }
    return { breaker, underWay, nowMs };
  }

  it("is never open for longer than the limit, and ready exactly when it is closed or has room for a probe", () => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        run(steps, (breaker, nowMs) => {
          const readyAtMs = breaker.readyAtMs(nowMs);
          const mode = breaker.mode(nowMs);
          if (mode === "closed") expect(readyAtMs).toBe(nowMs);
          if (mode === "open") {
            expect(readyAtMs).toBeGreaterThan(nowMs);
            expect(readyAtMs).toBeLessThanOrEqual(nowMs + mostPauseMs);
          }
          if (mode === "half_open") expect([nowMs, Infinity]).toContain(readyAtMs);
        });
      }),
    );
  });

  it("never has more probes under way than it may, whoever asks", () => {
    fc.assert(
      fc.property(STEPS, fc.integer({ min: 1, max: 30 }), (steps, more) => {
        const { breaker, underWay, nowMs } = run(steps, () => undefined);
        const later = nowMs + mostPauseMs;
        for (let time = 0; time < more; time += 1) underWay.push(breaker.begin(later));
        const newest = Math.max(...underWay.map(({ round }) => round));
        expect(underWay.filter(({ round, isProbe }) => isProbe && round === newest).length).toBeLessThanOrEqual(probes);
      }),
    );
  });

  it("always heals: once its calls are over and its pause too, a few successes close it", () => {
    fc.assert(
      fc.property(STEPS, RESULT, (steps, result) => {
        const { breaker, underWay, nowMs } = run(steps, () => undefined);
        for (const permit of underWay) breaker.end(permit, result, nowMs);
        const later = nowMs + mostPauseMs;
        expect(breaker.readyAtMs(later)).toBe(later);
        call(breaker, "ok", later, probes);
        expect(breaker.mode(later)).toBe("closed");
      }),
    );
  });

  it("does not open but by a failure", () => {
    const harmless = STEPS.map((steps) =>
      steps.filter((step) => !("breakOff" in step) && !("result" in step && step.result === "failed")),
    );
    fc.assert(
      fc.property(harmless, (steps) => {
        run(steps, (breaker, nowMs) => expect(breaker.mode(nowMs)).toBe("closed"));
      }),
    );
  });
});
