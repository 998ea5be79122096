import { shanghaiParts, toInstant } from "@/lib/time/calendar";

const PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** What a native `datetime-local` field shows for an instant: "2026-07-01T00:00", the wall clock in Beijing. */
export function toBeijingInput(at: Date): string {
  const { year, month, day, hour, minute } = shanghaiParts(at);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** The instant that such a field means, read as Beijing time whatever zone the browser is in; null while it is incomplete. */
export function fromBeijingInput(text: string): Date | null {
  if (!PATTERN.test(text)) return null;
  const seconds = text.length === 16 ? ":00" : "";
  try {
    return toInstant(`${text}${seconds}+08:00`);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
