import { createHash, randomBytes } from "node:crypto";
import { hmacFor } from "@/lib/env/secrets";
import { cellText, parseCellText } from "@/lib/ids/cell";

/** An account may have this many keys that are not revoked. */
export const MAX_KEYS = 20;

const SHAPE = /^tk-([0-9a-z]{2})([A-Za-z0-9_-]{43})([0-9a-f]{6})$/;

function checksumOf(body: string): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 6);
}

/** A fresh secret (decisions 30): `tk-`, cell, 32 random bytes, checksum. Shown once; only its HMAC is stored. */
export function newApiKeySecret(cell: number): string {
  const body = `${cellText(cell)}${randomBytes(32).toString("base64url")}`;
  return `tk-${body}${checksumOf(body)}`;
}

/** The cell a secret names, or null when it is malformed: a typing error costs no look-up. */
export function cellOfApiKey(secret: string): number | null {
  const match = SHAPE.exec(secret);
  if (!match) return null;
  const [, cell = "", random = "", checksum] = match;
  return checksumOf(`${cell}${random}`) === checksum ? parseCellText(cell) : null;
}

/** What is stored of a secret, and looked up by. */
export function apiKeyHmac(secret: string): string {
  return hmacFor("api-key", secret);
}

/** Enough of a secret to recognise it by: "tk-09Qw…c81f". */
export function apiKeyHint(secret: string): string {
  return `${secret.slice(0, 7)}…${secret.slice(-4)}`;
}
