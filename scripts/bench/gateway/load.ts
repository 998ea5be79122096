/** Sends requests over a fixed number of connections, each as soon as the last one is answered, and times them. */
import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { z } from "zod";
import { answerParent } from "./answer-parent";
import { AnswerReader } from "./answer-reader";
import { requestBytes } from "./request";

const Load = z.looseObject({
  port: z.int(),
  connections: z.int(),
  streamed: z.boolean(),
  secrets: z.array(z.string()),
  upstreamUrl: z.string(),
  warmMs: z.number(),
  /** Ends after so long, or after so many answers. */
  measuredMs: z.number(),
  atMost: z.int().nullable(),
});
type Load = z.output<typeof Load>;

interface Tally {
  endsMs: number;
  begunMs: number;
  sent: number;
  answered: number;
  inTime: number;
  latencies: number[];
}

async function run(question: object): Promise<object> {
  const load = Load.parse(question);
  const requests = load.secrets.map((secret) => requestBytes({ ...load, secret }));
  const begunMs = performance.now() + load.warmMs;
  const tally: Tally = {
    begunMs,
    endsMs: begunMs + load.measuredMs,
    sent: 0,
    answered: 0,
    inTime: 0,
    latencies: [],
  };
  const lines = Array.from({ length: load.connections }, () => callOverAndOver(load, requests, tally));
  await Promise.all(lines);
  const sorted = Float64Array.from(tally.latencies).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    answered: tally.answered,
    perSecond: (tally.inTime / (Math.min(performance.now(), tally.endsMs) - begunMs)) * 1_000,
    p50: at(0.5),
    p99: at(0.99),
  };
}

/** Resolves when it is time and the last request of this connection is answered. Rejects at the first wrong answer. */
function callOverAndOver(load: Load, requests: readonly Buffer[], tally: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: load.port, host: "127.0.0.1", noDelay: true });
    let sentMs = 0;
    const isOver = (now: number) => now >= tally.endsMs || (load.atMost !== null && tally.sent >= load.atMost);
    const send = () => {
      const now = performance.now();
      if (isOver(now)) {
        socket.destroy();
        resolve();
        return;
      }
      const request = requests[tally.sent % requests.length];
      tally.sent += 1;
      sentMs = now;
      if (request) socket.write(request);
    };
    const reader = new AnswerReader(load.streamed, () => {
      const now = performance.now();
      tally.answered += 1;
      if (sentMs >= tally.begunMs && now <= tally.endsMs) {
        tally.inTime += 1;
        tally.latencies.push(now - sentMs);
      }
      send();
    });
    const fail = (error: unknown) => {
      socket.destroy();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    socket.on("connect", send);
    socket.on("data", (bytes) => {
      try {
        reader.take(bytes);
      } catch (error) {
        fail(error);
      }
    });
    socket.on("error", fail);
    socket.on("close", () => fail("the connection was closed before the answer was whole"));
  });
}

answerParent(0, { run });
