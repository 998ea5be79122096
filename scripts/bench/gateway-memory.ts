/** Whether a gateway node's memory stays flat over an hour's worth of requests. See bench/README.md. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { systemMs } from "@/lib/time/clock";
import { setStage } from "./gateway/set-stage";
import { median } from "./median";

const { values } = parseArgs({
  options: {
    /** 100 requests a second for an hour. */
    requests: { type: "string", default: "360000" },
    samples: { type: "string", default: "24" },
    accounts: { type: "string", default: "2000" },
    /** A slow machine stops here, having made fewer requests. */
    minutes: { type: "string", default: "10" },
    profile: { type: "boolean", default: false },
  },
});
const requests = Number(values.requests);
const samples = Number(values.samples);
const untilMs = systemMs() + Number(values.minutes) * 60_000;
/** Growth of the heap that a measurement of live objects may show by chance, per 100,000 requests. */
const FLAT_MB_PER_100K = 2;
/** A line through fewer points says nothing. */
const LEAST_JUDGED = 4;
/** The first share of the run fills caches and compiles code, and is not judged. */
const WARM_SHARE = 1 / 3;

const Memory = z.looseObject({ rss: z.number(), heapUsed: z.number(), external: z.number() });
interface Sample {
  requests: number;
  heapMb: number;
}

/** The line through the samples that fits best: megabytes per 100,000 requests. */
function slopeOf(points: readonly Sample[]): number {
  const mean = (figure: (one: Sample) => number) => points.reduce((sum, one) => sum + figure(one), 0) / points.length;
  const [x, y] = [mean((one) => one.requests), mean((one) => one.heapMb)];
  const spread = points.reduce((sum, one) => sum + (one.requests - x) ** 2, 0);
  const joint = points.reduce((sum, one) => sum + (one.requests - x) * (one.heapMb - y), 0);
  return (joint / spread) * 100_000;
}

const stage = await setStage(Number(values.accounts));
const secrets = stage.accounts.map(({ secret }) => secret);
const taken: Sample[] = [];
let answered = 0;
for (let sample = 0; sample < samples && systemMs() < untilMs; sample += 1) {
  const measured = await stage.measure(stage.gateway.port, {
    connections: 32,
    streamed: sample % 2 === 1,
    secrets,
    warmMs: 0,
    measuredMs: Math.max(1_000, untilMs - systemMs()),
    atMost: Math.ceil(requests / samples),
  });
  answered += measured.answered;
  const { rss, heapUsed, external } = await stage.gateway.ask({ ask: "memory" }, Memory);
  taken.push({ requests: answered, heapMb: heapUsed });
  console.log(
    `${String(answered).padStart(8)} requests  heap ${heapUsed.toFixed(1)} MB  external ${external.toFixed(1)} MB  rss ${rss.toFixed(0)} MB  (${Math.round(measured.perSecond)}/s)`,
  );
}
await stage.strike();
const judged = taken.slice(Math.floor(taken.length * WARM_SHARE));
const slope = slopeOf(judged);
const third = Math.max(1, Math.floor(judged.length / 3));
console.log(
  JSON.stringify({
    requests: answered,
    heap_first_mb: Number(median(judged.slice(0, third).map(({ heapMb }) => heapMb)).toFixed(1)),
    heap_last_mb: Number(median(judged.slice(-third).map(({ heapMb }) => heapMb)).toFixed(1)),
    slope_mb_per_100k: Number(slope.toFixed(2)),
    bound_mb_per_100k: FLAT_MB_PER_100K,
    flat: judged.length >= LEAST_JUDGED && slope < FLAT_MB_PER_100K,
  }),
);
