import { showId } from "@/lib/ids/ids";

/** One of the operator's other systems as staff see it; the secret is never part of it. Instants are ISO texts. */
export interface ApiClientView {
  id: string;
  name: string;
  hint: string;
  /** CloudEvents sources it may report for; empty allows every one. */
  sources: string[];
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

interface ApiClientRow {
  id: string;
  name: string;
  hint: string;
  sources: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export function toApiClientView(row: ApiClientRow): ApiClientView {
  return {
    id: showId("cli", row.id),
    name: row.name,
    hint: row.hint,
    sources: row.sources,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
