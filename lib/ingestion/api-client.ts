import { createHash, randomBytes } from "node:crypto";
import { hmacFor } from "@/lib/env/secrets";

const SHAPE = /^tc-([A-Za-z0-9_-]{43})([0-9a-f]{6})$/;

function checksumOf(body: string): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 6);
}

/** A fresh secret: `tc-`, 32 random bytes, checksum. Shown once; only its HMAC is stored. */
export function newClientSecret(): string {
  const body = randomBytes(32).toString("base64url");
  return `tc-${body}${checksumOf(body)}`;
}

/** Whether a text can be a secret at all: a typing error costs no look-up. */
export function isClientSecret(text: string): boolean {
  const match = SHAPE.exec(text);
  return match !== null && checksumOf(match[1] ?? "") === match[2];
}

/** What is stored of a secret, and looked up by. */
export function clientHmac(secret: string): string {
  return hmacFor("api-client", secret);
}

/** Enough of a secret to recognise it by: "tc-09Qw…c81f". */
export function clientHint(secret: string): string {
  return `${secret.slice(0, 7)}…${secret.slice(-4)}`;
}
