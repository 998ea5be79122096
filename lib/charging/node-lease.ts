import { newUuid } from "@/lib/ids/ids";
import { poolSql } from "@/lib/db/sql";
import { systemNow } from "@/lib/time/clock";

/** How long a node's slices outlive its last heartbeat. Renewed every third of it. */
export const LEASE_SECONDS = 15;

/** Of node_lease `n`: the lease holds by the database's clock. */
export const LEASE_HOLDS = "(n.left_at IS NULL AND n.expires_at > now())";
/** Of node_lease `n`: the node has left, or its lease ran out by the database's clock (decisions 10). */
export const LEASE_IS_OVER = "(n.left_at IS NOT NULL OR n.expires_at <= now())";

/** Starts a node's lease. Leases run on the database's clock, so that skew between nodes changes nothing. */
export async function joinNode(): Promise<{ nodeId: string }> {
  const nodeId = newUuid(systemNow());
  await poolSql(
    "INSERT INTO node_lease (id, started_at, expires_at) VALUES ($1, now(), now() + make_interval(secs => $2))",
    [nodeId, LEASE_SECONDS],
  );
  return { nodeId };
}

/** Renews the lease; false when it has already run out, and the node must join anew before it admits anything. */
export async function renewLease(nodeId: string): Promise<boolean> {
  const rows = await poolSql(
    "UPDATE node_lease SET expires_at = now() + make_interval(secs => $2) WHERE id = $1 AND left_at IS NULL AND expires_at > now() RETURNING id",
    [nodeId, LEASE_SECONDS],
  );
  return rows.length > 0;
}

/** Ends the lease on an orderly stop; what the node still holds goes back with the next clean-up. */
export async function leaveNode(nodeId: string): Promise<void> {
  await poolSql("UPDATE node_lease SET left_at = now() WHERE id = $1 AND left_at IS NULL", [nodeId]);
}
