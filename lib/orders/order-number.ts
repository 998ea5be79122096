import { randomInt } from "node:crypto";
import { cellText, parseCellText } from "@/lib/ids/cell";
import { shanghaiDay } from "@/lib/time/calendar";

const NUMBER = /^TH([0-9A-Z]{2})\d{16}$/;

/** A fresh order number: TH, cell, Shanghai day, ten random digits. 20 characters (providers take 32). */
export function newOrderNumber(cell: number, at: Date): string {
  const day = shanghaiDay(at).replaceAll("-", "").slice(2);
  const digits = String(randomInt(10 ** 10)).padStart(10, "0");
  return `TH${cellText(cell).toUpperCase()}${day}${digits}`;
}

/** The cell an order number names; null for what is no order number. */
export function cellOfOrderNumber(text: string): number | null {
  const cell = NUMBER.exec(text)?.[1];
  return cell === undefined ? null : parseCellText(cell.toLowerCase());
}
