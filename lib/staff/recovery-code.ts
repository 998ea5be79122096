import { randomInt } from "node:crypto";
import { hmacFor } from "@/lib/env/secrets";

export const RECOVERY_CODES = 10;

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or from paper has one meaning. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** A spare code of 60 bits, "7K2M-…-…". */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** A code as typed (any case, with or without dashes, O for 0) in its one spelling; null when it cannot be one. */
export function normaliseRecoveryCode(typed: string): string | null {
  const bare = typed.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const shaped = bare.length === GROUPS * GROUP_LENGTH && [...bare].every((sign) => ALPHABET.includes(sign));
  return shaped ? bare : null;
}

/** What is stored of a code: bound to its member, so that equal codes of two members differ. */
export function recoveryCodeHmac(staffId: string, normalised: string): string {
  return hmacFor("recovery-code", `${staffId}:${normalised}`);
}
