import type { Weights } from "@/lib/charging/rate";

interface WeightVersion extends Weights {
  /** ISO instants; `validTo` exclusive. */
  validFrom: string;
  validTo: string | null;
}

/**
 * The weight version that rates a bucket's calls (decisions 1): the one in force when the bucket was promised, replaced by
 * each later version that is not higher in any kind. A model that came after the promise is rated from its first
 * version on. Null when the model has no version in force by `at`: such a model is refused, never free.
 */
export function promisedWeights<V extends WeightVersion>(
  versions: readonly V[],
  weightsAt: string,
  at: string,
): V | null {
  const known = versions
    .filter((version) => version.validFrom <= at && (version.validTo === null || version.validTo > version.validFrom))
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  let promised: V | null = null;
  for (const version of known) {
    const inForceAtPromise = version.validFrom <= weightsAt;
    if (promised === null || inForceAtPromise || notHigher(version, promised)) promised = version;
  }
  return promised;
}

function notHigher(later: Weights, earlier: Weights): boolean {
  return (
    later.inputMilli <= earlier.inputMilli &&
    later.cachedInputMilli <= earlier.cachedInputMilli &&
    later.outputMilli <= earlier.outputMilli
  );
}
