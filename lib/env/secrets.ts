import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env/env";

/** What a derived key is for. One purpose, one key: a leak or mix-up of one says nothing about another. */
export type SecretPurpose =
  "one-time-code" | "api-key" | "api-client" | "session-cookie" | "recovery-code" | "payment-sandbox" | "rate-limit";

const derived = new Map<SecretPurpose, Buffer>();

/** A 32-byte key for one purpose, from AUTH_SECRET by HKDF-SHA256. */
export function secretFor(purpose: SecretPurpose): Buffer {
  let key = derived.get(purpose);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "tokenhall", purpose, 32));
    derived.set(purpose, key);
  }
  return key;
}

/** HMAC-SHA256 of a text under the purpose's key, base64url. */
export function hmacFor(purpose: SecretPurpose, text: string): string {
  return createHmac("sha256", secretFor(purpose)).update(text).digest("base64url");
}

/** Compares two texts in time that depends on their length alone. */
export function sameSecret(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Seals a text that must be read back (TOTP secret, upstream key) with DATA_KEY: AES-256-GCM, nonce and tag inside. */
export function sealText(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(env().DATA_KEY, "hex"), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Opens what sealText sealed. Throws when the box was changed or sealed with another key. */
export function openText(box: string): string {
  const bytes = Buffer.from(box, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(env().DATA_KEY, "hex"), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}
