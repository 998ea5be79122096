import { isDemo } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { sandboxSms } from "@/lib/sms/sandbox-sms";
import type { Sms, SmsProvider } from "@/lib/sms/sms";

/** The provider in use; null in production until one is connected. */
function smsProvider(): SmsProvider | null {
  return isDemo() ? sandboxSms : null;
}

/** Sends one message, never inside a transaction. UNAVAILABLE without a provider. */
export async function sendSms(message: Sms): Promise<void> {
  const provider = smsProvider();
  if (!provider) throw new AppError("UNAVAILABLE");
  await provider.send(message);
}
