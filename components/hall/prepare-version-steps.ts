import { prepareStepLines, type StepLines } from "@/components/charts/prepare-step-lines";
import type { VersionState } from "@/lib/catalogue/catalogue";
import { addDays, shanghaiDay, startOfShanghaiDay, toInstant } from "@/lib/time/calendar";

type Version = { readonly validFrom: string; readonly validTo: string | null; readonly state: VersionState };

type Input<V extends Version> = {
  /** Oldest first. */
  readonly versions: readonly V[];
  readonly series: readonly { readonly key: string; readonly name: string; readonly valueOf: (version: V) => number }[];
  readonly now: string;
  readonly printValue: (value: number) => string;
};

const SLOTS = [1, 2, 3, 4] as const;
/** So that the last step has a tread. */
const DAYS_AFTER = 30;

/** A price or weight over time; null where there is only one version, which a line would say nothing about. */
export function prepareVersionSteps<V extends Version>({
  versions,
  series,
  now,
  printValue,
}: Input<V>): StepLines | null {
  const held = versions.filter(({ state }) => state !== "withdrawn");
  const [first] = held;
  const last = held.at(-1);
  if (!first || !last || first === last) return null;
  const lastEdge = [now, last.validFrom, last.validTo ?? now].reduce((a, b) => (toInstant(a) < toInstant(b) ? b : a));
  return prepareStepLines({
    series: series.map(({ key, name, valueOf }, index) => ({
      key,
      name,
      slot: SLOTS[index] ?? 4,
      points: held.flatMap((version, at) => {
        const gap = version.validTo !== null && version.validTo !== held[at + 1]?.validFrom;
        return [
          { at: version.validFrom, value: valueOf(version) },
          ...(gap && version.validTo ? [{ at: version.validTo, value: null }] : []),
        ];
      }),
    })),
    from: first.validFrom,
    to: startOfShanghaiDay(addDays(shanghaiDay(toInstant(lastEdge)), DAYS_AFTER)).toISOString(),
    now,
    printValue,
  });
}
