import { recordAudit } from "@/lib/audit/record-audit";
import { requireStaff } from "@/lib/auth/require-permission";
import { inTransaction } from "@/lib/db/in-transaction";
import type { RequestContext } from "@/lib/http/request-context";
import { lockMember, replaceRecoveryCodes } from "@/lib/staff/store";

/** Makes new recovery codes for oneself; the old ones stop working. The answer is the only time they are shown. */
export async function regenerateRecoveryCodes(ctx: RequestContext): Promise<{ codes: string[] }> {
  const { staffId } = requireStaff(ctx.actor, "recovery-code:regenerate");
  return inTransaction(async (tx) => {
    await lockMember(tx, staffId);
    const codes = await replaceRecoveryCodes(tx, staffId, ctx.now);
    await recordAudit(tx, ctx, "staff.recovery-codes-regenerated", {
      subjectKind: "staff",
      subjectId: staffId,
      after: { codes: codes.length },
    });
    return { codes };
  });
}
