import { AppError } from "@/lib/errors/app-error";
import type { Sms } from "@/lib/sms/sms";
import { smsProvider } from "@/lib/sms/sms-provider";

/** Sends one message, never inside a transaction. UNAVAILABLE without a provider. */
export async function sendSms(message: Sms): Promise<void> {
  const provider = smsProvider();
  if (!provider) throw new AppError("UNAVAILABLE");
  await provider.send(message);
}
