/** Who is looking at a page, as far as its frame needs to know. */
export type Viewer =
  | null
  | { kind: "customer"; accountId: string; maskedPhone: string; name: string }
  | { kind: "staff"; staffId: string; name: string; roles: string[] };
