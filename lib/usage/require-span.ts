import { AppError } from "@/lib/errors/app-error";
import { daysBetween } from "@/lib/time/calendar";
import { MOST_USAGE_DAYS } from "@/lib/usage/usage";

/** Throws INVALID_INPUT for a span that ends before it begins, or that is longer than is read at once. */
export function requireSpan({ from, to }: { from: string; to: string }): void {
  const days = daysBetween(from, to) + 1;
  if (days < 1 || days > MOST_USAGE_DAYS) throw new AppError("INVALID_INPUT", { field: "to" });
}
