import { createHash } from "node:crypto";
import type { Subscriber, SubscriberPort } from "@/lib/carrier/subscriber";

const SHANGHAI = "310000";
const UNKNOWN_REGION = "000000";

/** The demo's people: the last digit of 1700000000x → where the number is registered and to whom. */
const DEMO_PEOPLE: Record<string, Omit<Subscriber, "subscriberId">> = {
  "+8617000000001": { regionCode: SHANGHAI, verifiedName: "林晓" },
  "+8617000000002": { regionCode: SHANGHAI, verifiedName: "陈一鸣" },
  "+8617000000003": { regionCode: SHANGHAI, verifiedName: "周宁" },
  "+8617000000004": { regionCode: SHANGHAI, verifiedName: "王珂" },
  "+8617000000005": { regionCode: SHANGHAI, verifiedName: "赵清" },
  "+8617000000006": { regionCode: "110000", verifiedName: "刘畅" },
  "+8617000000007": { regionCode: "330100", verifiedName: "沈越" },
  "+8617000000008": { regionCode: "440300", verifiedName: "黄可" },
  "+8617000000009": { regionCode: SHANGHAI, verifiedName: "吴桐" },
};

/** A number the carrier took back and gave to somebody else. */
const RECYCLED_PHONE = "+8617000000009";

/** Stable, and says nothing about the number. */
function subscriberIdOf(phone: string, holder: "first" | "second"): string {
  return `emu-${createHash("sha256").update(`${phone}/${holder}`).digest("hex").slice(0, 20)}`;
}

/** Who holds a number at the emulated carrier: the demo's people, and for any other number somebody of unknown region. */
export function emulatedSubscriber(phone: string): Subscriber {
  const person = DEMO_PEOPLE[phone] ?? { regionCode: UNKNOWN_REGION, verifiedName: `用户${phone.slice(-4)}` };
  return { ...person, subscriberId: subscriberIdOf(phone, phone === RECYCLED_PHONE ? "second" : "first") };
}

/** Who held 17000000009 before it was given to somebody else: the seed opens this person's account. */
export function formerSubscriber(): { phone: string; subscriber: Subscriber } {
  const subscriber = {
    regionCode: SHANGHAI,
    verifiedName: "何夕",
    subscriberId: subscriberIdOf(RECYCLED_PHONE, "first"),
  };
  return { phone: RECYCLED_PHONE, subscriber };
}

export const emulatedCarrier: SubscriberPort = {
  findSubscriber: (phone) => Promise.resolve(emulatedSubscriber(phone)),
};
