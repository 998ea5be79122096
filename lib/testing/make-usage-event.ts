import type { ClientActor } from "@/lib/auth/actor";
import { newId, showId } from "@/lib/ids/ids";
import type { TestAccount } from "@/lib/testing/make-account";
import { systemNow } from "@/lib/time/clock";

/** A system that may report for every source. */
export const REPORTING_CLIENT: ClientActor = { kind: "client", clientId: newId("cli", systemNow()), sources: [] };
export const REPORT_SOURCE = "urn:example:voice";

interface UsageEventWish {
  id?: string;
  subject?: string;
  time?: string;
  data?: object;
}

let made = 0;

/** A usage event as another system reports it: glm-5, 100 in of which 50 cached, 10 out. At old weights that is 200 plan tokens. */
export function makeUsageEvent(account: TestAccount, { id, subject, time, data }: UsageEventWish = {}) {
  made += 1;
  return {
    specversion: "1.0",
    type: "com.tokenhall.usage.v1",
    source: REPORT_SOURCE,
    id: id ?? `call-${made}`,
    time: time ?? "2026-05-19T15:59:00Z",
    subject: subject ?? showId("acc", account.accountId),
    data: { model: "glm-5", inputTokens: 100, cachedInputTokens: 50, outputTokens: 10, ...data },
  };
}
