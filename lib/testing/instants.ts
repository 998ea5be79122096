import { toInstant } from "@/lib/time/calendar";

/** An instant so many seconds after another; whole instants for tests without reading a clock. */
export function addSeconds(from: Date | string, seconds: number): Date {
  const start = typeof from === "string" ? toInstant(from) : from;
  return toInstant(start.getTime() + seconds * 1_000);
}
