import { db } from "@/lib/db/client";
import { cellOf } from "@/lib/ids/cell";
import { newUuid } from "@/lib/ids/ids";
import type { SmsProvider } from "@/lib/sms/sms";
import { businessNow, systemNow } from "@/lib/time/clock";

/** Sends nothing: keeps the message where /sandbox/outbox shows it. Demo mode only. */
export const sandboxSms: SmsProvider = {
  async send({ phone, template, text, code }) {
    const sentAt = businessNow();
    // The id orders what was sent while the business clock is pinned.
    const id = newUuid(systemNow());
    await db().sandboxMessage.create({
      data: { cell: cellOf(phone), id, recipient: phone, template, text, code: code ?? null, sentAt },
    });
  },
};
