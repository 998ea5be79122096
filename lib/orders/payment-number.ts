import { cellText, parseCellText } from "@/lib/ids/cell";
import { asId, type Id } from "@/lib/ids/ids";

const NUMBER = /^PY([0-9A-Z]{2})([0-9A-Z]{25})$/;
const LARGEST = 2n ** 128n - 1n;

/** The number of a payment: PY, cell, and its id in base 36. 29 characters, so that any provider takes it. */
export function paymentNumber(cell: number, id: string): string {
  const digits = BigInt(`0x${id.replaceAll("-", "")}`)
    .toString(36)
    .padStart(25, "0");
  return `PY${cellText(cell)}${digits}`.toUpperCase();
}

/** Reads a payment number; null for what is none. */
export function parsePaymentNumber(text: string): { cell: number; id: Id<"pay"> } | null {
  const match = NUMBER.exec(text);
  const cell = match?.[1] === undefined ? null : parseCellText(match[1].toLowerCase());
  if (cell === null) return null;
  let value = 0n;
  for (const digit of match?.[2]?.toLowerCase() ?? "") value = value * 36n + BigInt(Number.parseInt(digit, 36));
  if (value > LARGEST) return null;
  const hex = value.toString(16).padStart(32, "0");
  return { cell, id: asId("pay", hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")) };
}
