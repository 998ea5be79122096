import { z } from "zod";

/** Mainland mobile numbers by the numbering plan: every range given to people, no IoT, no landlines. */
const NATIONAL = /^1(3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-35-8]|8\d|9[0-35-9])\d{8}$/;
const SPACING = /[\s\u00a0\u3000\-()（）]/g;
// The sign is often lost on the way: "+" means a space in an address.
const COUNTRY = /^(?:\+|00)?86(?=1\d{10}$)/;

/** A number as people type it (spaces, +86, 0086, full-width digits) in E.164; null when it is no mainland mobile number. */
export function normalisePhone(typed: string): string | null {
  const national = typed.normalize("NFKC").replace(SPACING, "").replace(COUNTRY, "");
  return NATIONAL.test(national) ? `+86${national}` : null;
}

/** The eleven digits of a stored number. */
export function nationalPhone(phone: string): string {
  return phone.replace(COUNTRY, "");
}

/** "170****0006": enough to recognise one's own number, too little for anybody else. */
export function maskPhone(phone: string): string {
  return nationalPhone(phone).replace(/^(\d{3})\d{4}(\d{4})$/, "$1****$2");
}

/** Schema of a number in a request: parses to E.164. */
export const PhoneInput = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const phone = normalisePhone(typed);
    if (phone) return phone;
    context.addIssue({ code: "custom", message: "not a mainland mobile number" });
    return z.NEVER;
  });
