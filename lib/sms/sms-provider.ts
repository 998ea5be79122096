import { EnvError, isDemo } from "@/lib/env/env";
import { sandboxSms } from "@/lib/sms/sandbox-sms";
import type { SmsProvider } from "@/lib/sms/sms";

/** The provider in use; null in production until one is connected. */
export function smsProvider(): SmsProvider | null {
  return isDemo() ? sandboxSms : null;
}

/** Nobody could sign in without text messages, so production does not start without a provider (decisions 28). Throws EnvError. */
export function requireSmsProvider(): void {
  if (smsProvider() === null)
    throw new EnvError("TOKENHALL_MODE is production, and no SMS provider is connected: nobody could sign in.");
}
