import { z } from "zod";
import { STAFF_ROLES } from "@/lib/auth/actor";
import { poolSql, queryRows } from "@/lib/db/sql";

const CustomerRow = z.object({
  session_id: z.string(),
  account_id: z.string(),
  cell: z.number(),
  last_seen_at: z.date(),
  phone: z.string(),
  display_name: z.string(),
});
export type LiveCustomerSession = z.infer<typeof CustomerRow>;

const StaffRow = z.object({
  session_id: z.string(),
  staff_id: z.string(),
  last_seen_at: z.date(),
  name: z.string(),
  roles: z.array(z.enum(STAFF_ROLES)),
});
export type LiveStaffSession = z.infer<typeof StaffRow>;

/** The session with its account, if it is neither revoked nor over and the account is not frozen. */
export async function findLiveCustomerSession(cell: number, id: string, at: Date): Promise<LiveCustomerSession | null> {
  const rows = await queryRows(
    poolSql,
    CustomerRow,
    `SELECT s.id AS session_id, s.account_id, s.cell, s.last_seen_at, a.phone, a.display_name
       FROM customer_session s JOIN account a ON a.cell = s.cell AND a.id = s.account_id
      WHERE s.cell = $1 AND s.id = $2 AND s.revoked_at IS NULL AND s.expires_at > $3 AND a.status = 'active'`,
    [cell, id, at],
  );
  return rows[0] ?? null;
}

/** The staff session with its member, if it is neither revoked, nor over, nor idle since `idleSince`. */
export async function findLiveStaffSession(id: string, at: Date, idleSince: Date): Promise<LiveStaffSession | null> {
  const rows = await queryRows(
    poolSql,
    StaffRow,
    `SELECT s.id AS session_id, s.staff_id, s.last_seen_at, m.name, m.roles
       FROM staff_session s JOIN staff_member m ON m.id = s.staff_id
      WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3 AND m.disabled_at IS NULL`,
    [id, at, idleSince],
  );
  return rows[0] ?? null;
}

/** Notes that a customer's session is in use, which also moves its end. */
export async function touchCustomerSession(cell: number, id: string, at: Date, expiresAt: Date): Promise<void> {
  await poolSql(
    `UPDATE customer_session SET last_seen_at = $3, expires_at = $4
      WHERE cell = $1 AND id = $2 AND revoked_at IS NULL AND last_seen_at < $3`,
    [cell, id, at, expiresAt],
  );
}

/** Notes that a staff session is in use; its end stays. */
export async function touchStaffSession(id: string, at: Date): Promise<void> {
  await poolSql(
    "UPDATE staff_session SET last_seen_at = $2 WHERE id = $1 AND revoked_at IS NULL AND last_seen_at < $2",
    [id, at],
  );
}
