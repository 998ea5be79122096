import { route } from "@/lib/http/route";
import { demoOnly } from "@/lib/sandbox/demo-only";
import { findSandboxMessages, FindSandboxMessagesInput } from "@/lib/sms/find-sandbox-messages";

export const GET = demoOnly(route({ input: FindSandboxMessagesInput, run: findSandboxMessages }));
