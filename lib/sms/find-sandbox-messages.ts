import { z } from "zod";
import { nationalPhone, PhoneInput } from "@/lib/accounts/phone";
import { db } from "@/lib/db/client";
import type { RequestContext } from "@/lib/http/request-context";
import { cellOf } from "@/lib/ids/cell";

export const FindSandboxMessagesInput = z.strictObject({ to: PhoneInput });

export interface SandboxMessageView {
  at: string;
  to: string;
  template: string;
  text: string;
  code?: string;
}

const MOST_SHOWN = 50;

/** Messages "sent" to a number, newest first. Open to everyone behind `demoOnly()`. */
export async function findSandboxMessages(
  _ctx: RequestContext,
  input: z.output<typeof FindSandboxMessagesInput>,
): Promise<SandboxMessageView[]> {
  const rows = await db().sandboxMessage.findMany({
    where: { cell: cellOf(input.to), recipient: input.to },
    orderBy: [{ sentAt: "desc" }, { id: "desc" }],
    take: MOST_SHOWN,
  });
  return rows.map(({ sentAt, recipient, template, text, code }) => ({
    at: sentAt.toISOString(),
    to: nationalPhone(recipient),
    template,
    text,
    ...(code === null ? {} : { code }),
  }));
}
