import type { Catalogue } from "@/lib/catalogue/catalogue";
import { toInstant } from "@/lib/time/calendar";

/** For how long the prices of a page rendered now hold; null while no change is known. */
export function holdsForMs({ holdsUntil }: Catalogue, now: Date): number | null {
  return holdsUntil === null ? null : Math.max(0, toInstant(holdsUntil).getTime() - now.getTime());
}
