import { emulatedCarrier } from "@/lib/carrier/emulated-carrier";
import type { Subscriber } from "@/lib/carrier/subscriber";
import { isDemo } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";

/** Asks the carrier who holds a number now. UNAVAILABLE when no carrier is connected or it knows no such number. */
export async function findSubscriber(phone: string): Promise<Subscriber> {
  const subscriber = isDemo() ? await emulatedCarrier.findSubscriber(phone) : null;
  if (!subscriber) throw new AppError("UNAVAILABLE");
  return subscriber;
}
