import { describeDevice } from "@/lib/auth/describe-device";
import { showId } from "@/lib/ids/ids";

/** One sign-in in the list of a person's own. */
export interface SessionView {
  id: string;
  browser: string | null;
  system: string | null;
  address: string;
  firstSeenAt: string;
  lastSeenAt: string;
  isThis: boolean;
}

export interface SessionRow {
  id: string;
  userAgent: string;
  address: string;
  createdAt: Date;
  lastSeenAt: Date;
}

/** What of a session row its owner sees; this browser's own sign-in first, then the latest used. */
export function toSessionViews(rows: readonly SessionRow[], thisId: string): SessionView[] {
  return rows
    .map((row) => ({
      id: showId("ses", row.id),
      ...describeDevice(row.userAgent),
      address: row.address,
      firstSeenAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      isThis: row.id === thisId,
    }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.lastSeenAt.localeCompare(a.lastSeenAt));
}
