/** The gateway with all load on one account and one key, beside the same load spread over many. See bench/README.md. */
import { parseArgs } from "node:util";
import { setStage } from "./gateway/set-stage";
import { median } from "./median";

const { values } = parseArgs({
  options: {
    accounts: { type: "string", default: "200" },
    seconds: { type: "string", default: "6" },
    rounds: { type: "string", default: "5" },
    connections: { type: "string", default: "32" },
    profile: { type: "boolean", default: false },
  },
});

const stage = await setStage(Number(values.accounts));
const secrets = stage.accounts.map(({ secret }) => secret);
const figures: Record<"hot" | "spread", number[]> = { hot: [], spread: [] };
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const kind of ["hot", "spread"] as const) {
    const { perSecond, p50, p99 } = await stage.measure(stage.gateway.port, {
      connections: Number(values.connections),
      streamed: false,
      secrets: kind === "hot" ? secrets.slice(0, 1) : secrets,
      warmMs: round === 0 ? 4_000 : 1_000,
      measuredMs: Number(values.seconds) * 1_000,
    });
    figures[kind].push(perSecond);
    console.log(
      `${kind.padEnd(8)} ${String(Math.round(perSecond)).padStart(6)}/s  p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms`,
    );
  }
}
await stage.strike();
const [hot, spread] = [median(figures.hot), median(figures.spread)];
console.log(
  JSON.stringify({
    hot_rps: Math.round(hot),
    spread_rps: Math.round(spread),
    ratio: Number((hot / spread).toFixed(3)),
  }),
);
