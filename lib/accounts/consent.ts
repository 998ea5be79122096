/** The documents a customer agrees to at the first sign-in, and again when a version changes. */
export const CONSENT_DOCUMENTS = [
  { document: "terms", version: "2026-11" },
  { document: "privacy", version: "2026-11" },
] as const;

export interface AcceptedDocument {
  document: string;
  documentVersion: string;
}

/** The current documents that somebody has not agreed to yet. */
export function missingConsents(accepted: readonly AcceptedDocument[]): (typeof CONSENT_DOCUMENTS)[number][] {
  return CONSENT_DOCUMENTS.filter(
    ({ document, version }) => !accepted.some((row) => row.document === document && row.documentVersion === version),
  );
}

/** The version of a document that is agreed to now. */
export function versionOf(document: (typeof CONSENT_DOCUMENTS)[number]["document"]): string {
  return CONSENT_DOCUMENTS.find((known) => known.document === document)?.version ?? "";
}
