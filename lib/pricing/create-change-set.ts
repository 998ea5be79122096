import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { requireStaff } from "@/lib/auth/require-permission";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/in-transaction";
import { queryRows, sqlOf } from "@/lib/db/sql";
import type { RequestContext } from "@/lib/http/request-context";
import { newUuid } from "@/lib/ids/ids";
import { changeSetNumber } from "@/lib/pricing/change-set";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { firstNoticeableMonth } from "@/lib/pricing/first-noticeable-month";
import { auditFacts, readChangeSet } from "@/lib/pricing/store";
import { toChangeSetView } from "@/lib/pricing/to-change-set-view";
import { shanghaiParts } from "@/lib/time/calendar";

export const CreateChangeSetInput = z.strictObject({
  title: z.string().trim().min(1).max(80),
});

/** Opens an empty draft, effective from the first month that leaves the usual notice until somebody sets another instant. */
export async function createChangeSet(
  ctx: RequestContext,
  input: z.infer<typeof CreateChangeSetInput>,
): Promise<ChangeSetView> {
  const staff = requireStaff(ctx.actor, "pricing:draft");

  return inTransaction(async (tx) => {
    const number = await nextNumber(tx, ctx.now);
    await tx.changeSet.create({
      data: {
        id: newUuid(ctx.now),
        number,
        title: input.title,
        reason: "",
        effectiveAt: firstNoticeableMonth(ctx.now),
        subscriptionPolicy: "next_renewal",
        createdBy: staff.staffId,
        createdAt: ctx.now,
      },
    });
    const set = await readChangeSet(tx, number);
    await recordAudit(tx, ctx, "change_set.created", {
      subjectKind: "change_set",
      subjectId: number,
      after: auditFacts(set),
    });
    return toChangeSetView(tx, ctx, set);
  });
}

/** The next number of the year in Beijing. Two at once get two numbers: the advisory lock makes the second wait. */
async function nextNumber(tx: Db, now: Date): Promise<string> {
  const { year } = shanghaiParts(now);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('change_set_number'))`;
  const [last] = await queryRows(
    sqlOf(tx),
    z.object({ counter: z.coerce.number() }),
    "SELECT COALESCE(MAX(split_part(number, '-', 3)::int), 0) AS counter FROM change_set WHERE number LIKE $1",
    [`PC-${year}-%`],
  );
  return changeSetNumber(year, (last?.counter ?? 0) + 1);
}
