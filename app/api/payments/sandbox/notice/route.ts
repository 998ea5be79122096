import { route } from "@/lib/http/route";
import { receiveSandboxNotice, ReceiveSandboxNoticeInput } from "@/lib/payments/receive-sandbox-notice";
import { demoOnly } from "@/lib/sandbox/demo-only";

export const POST = demoOnly(route({ input: ReceiveSandboxNoticeInput, run: receiveSandboxNotice }));
