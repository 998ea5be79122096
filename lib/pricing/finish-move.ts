import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { auditFacts, type ChangeSetRow, readChangeSet } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";

/** Reads the moved set again, writes the audit entry (last: it locks the chain's head) and returns the view. */
export async function finishMove(
  tx: Db,
  ctx: RequestContext,
  { action, before, reason }: { action: string; before: ChangeSetRow; reason?: string },
): Promise<ChangeSetView> {
  const after = await readChangeSet(tx, before.number);
  const view = await toChangeSetView(tx, ctx, after);
  await recordAudit(tx, ctx, action, {
    subjectKind: "change_set",
    subjectId: before.number,
    reason: reason ?? before.reason,
    before: auditFacts(before),
    after: auditFacts(after),
  });
  return view;
}
