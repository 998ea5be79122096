import type { Outcome } from "./play-out";
import { proveAnswers } from "./prove-answers";
import { proveExposure } from "./prove-exposure";
import { proveBalances, proveCaps, proveStops } from "./prove-limits";
import { proveWeights } from "./prove-weights";
import type { ChaosOptions, Stage } from "./stage";

/** The last line of a run. Amounts in plan tokens; whatever must not be is a count of 0. */
export interface ChaosResult {
  ok: boolean;
  minutes: number;
  seed: number;
  calls: number;
  answered: number;
  refused_calls: number;
  broken_calls: number;
  kills: { gateway: number; worker: number; reports: number };
  database_restarts: number;
  ingested: number;
  dead_letters: number;
  duplicates: number;
  price_changes: number;
  events: number;
  lost_events: number;
  double_charges: number;
  wrong_charges: number;
  wrong_weights: number;
  overdrawn: number;
  caps_passed: number;
  late_stops: number;
  crashes: number;
  unrecorded_calls: number;
  exposure_tokens: number;
  exposure_bound_tokens: number;
  shortfall_tokens: number;
  slices_left: number;
  audit_differences: number;
  /** What is wrong, in words; a part of it when it is much. */
  problems: string[];
}

const MOST_PROBLEMS = 40;

/** Holds what clients saw against the books. */
export function resultOf({ minutes, seed }: ChaosOptions, outcome: Outcome, stage: Stage): ChaosResult {
  const { records, reported, world, books, reports, audit, done } = outcome;
  const { gateways, worker } = stage;
  const processes = [...gateways, worker, stage.reports];
  const answers = proveAnswers(
    books,
    records,
    gateways.map(({ killedMs }) => killedMs),
  );
  const exposure = proveExposure(books, records);
  const [overdrawn, caps, stops, weights] = [
    proveBalances(books),
    proveCaps(books),
    proveStops(world.accounts, records),
    proveWeights(books),
  ];
  const held = [...books.grants.values()].filter(({ reserved }) => reserved !== 0).length;
  const crashes = gateways.reduce((sum, one) => sum + one.crashes, 0) + stage.reports.crashes;
  const problems = [
    ...answers.lost,
    ...answers.doubled,
    ...answers.wrong,
    ...reports.lost,
    ...reports.doubled,
    ...overdrawn,
    ...caps,
    ...stops,
    ...weights,
    ...exposure.problems,
    ...audit.differences.map(({ check, subject, expected, found }) => `${check}: ${subject} ${expected} ≠ ${found}`),
    ...(books.openSlices + held > 0 ? [`${books.openSlices} slices stay open, ${held} buckets stay held`] : []),
    ...(crashes > 0 ? [`${crashes} processes ended by themselves`] : []),
  ];
  const count = (end: string) => records.filter((record) => record.end === end).length;
  const kills = gateways.reduce((sum, one) => sum + one.kills, 0);
  const answered = count("whole");
  if (answered === 0 || kills === 0 || reports.taken === 0)
    problems.push("the run proves nothing: no answers, no kills or no reports");
  return {
    ok: problems.length === 0,
    minutes,
    seed,
    calls: records.length,
    answered,
    refused_calls: count("error"),
    broken_calls: count("broken") + count("left") + count("unreachable"),
    kills: { gateway: kills, worker: worker.kills, reports: stage.reports.kills },
    database_restarts: stage.database.restarts,
    ingested: reports.taken,
    dead_letters: reports.dead,
    duplicates: reported.duplicates,
    price_changes: (done.get("change-weights") ?? 0) + (done.get("change-price") ?? 0),
    events: books.events.length,
    lost_events: answers.lost.length + reports.lost.length,
    double_charges: answers.doubled.length + reports.doubled.length,
    wrong_charges: answers.wrong.length,
    wrong_weights: weights.length,
    overdrawn: overdrawn.length,
    caps_passed: caps.length,
    late_stops: stops.length,
    crashes: processes.reduce((sum, one) => sum + one.crashes, 0),
    unrecorded_calls: exposure.calls,
    exposure_tokens: exposure.tokens,
    exposure_bound_tokens: exposure.boundTokens,
    shortfall_tokens: books.events.reduce((sum, { shortfallTokens }) => sum + shortfallTokens, 0),
    slices_left: books.openSlices,
    audit_differences: audit.differences.length,
    problems: problems.slice(0, MOST_PROBLEMS),
  };
}
