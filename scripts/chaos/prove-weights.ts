import type { BookedEvent, BookedGrant, BookedVersion, Books } from "./read-books";

/** Every event rated by the version that its paying bucket was promised, at the instant of the call (decisions 1). */
export function proveWeights({ events, versions, grants }: Books): string[] {
  const histories = new Map<string, BookedVersion[]>();
  for (const version of versions) {
    // Withdrawn before it was ever in force.
    if (version.validTo && version.validTo <= version.validFrom) continue;
    histories.set(version.modelCode, [...(histories.get(version.modelCode) ?? []), version]);
  }
  const byAccount = new Map<string, BookedGrant[]>();
  for (const grant of grants.values())
    byAccount.set(grant.accountId, [...(byAccount.get(grant.accountId) ?? []), grant]);
  return events.flatMap((event) => {
    // Which bucket stood first at admission shows only where nothing fell short.
    if (event.debits.length === 0 || event.shortfallTokens > 0) return [];
    const history = histories.get(event.modelCode) ?? [];
    const expected = possiblePayers(event, grants, byAccount).map(
      ({ weightsAt }) => keptPromise(history, weightsAt, event.occurredAt)?.id,
    );
    return expected.length === 0 || expected.includes(event.weightVersionId)
      ? []
      : [`event ${event.id} is rated by another version`];
  });
}

/** Late usage is rated by the bucket that stood first at its own time, which may be over by the time it is reported. */
function possiblePayers(
  { outcome, debits, accountId, occurredAt }: BookedEvent,
  grants: Books["grants"],
  byAccount: ReadonlyMap<string, BookedGrant[]>,
): BookedGrant[] {
  if (outcome !== "reported") return debits.flatMap(({ grantId }) => grants.get(grantId) ?? []);
  const own = byAccount.get(accountId) ?? [];
  return own.filter(({ startsAt, expiresAt }) => startsAt <= occurredAt && occurredAt < expiresAt);
}

/** The version in force when the bucket was promised, until one came that is dearer in no kind. */
function keptPromise(history: readonly BookedVersion[], promisedAt: Date, at: Date): BookedVersion | null {
  let kept: BookedVersion | null = null;
  for (const version of history) {
    if (version.validFrom > at) break;
    const wasInForce = version.validFrom <= promisedAt;
    const isDearer =
      kept !== null &&
      (version.inputMilli > kept.inputMilli ||
        version.cachedInputMilli > kept.cachedInputMilli ||
        version.outputMilli > kept.outputMilli);
    if (wasInForce || !isDearer) kept = version;
  }
  return kept;
}
