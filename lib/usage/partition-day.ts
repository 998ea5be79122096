import { AppError } from "@/lib/errors/app-error";
import { idMs } from "@/lib/ids/ids";
import { shanghaiDay, startOfShanghaiDay, toInstant } from "@/lib/time/calendar";
import { LAST_USAGE_DAY } from "@/lib/usage/usage";

/** The partition of an event: the Asia/Shanghai day of its id's own time (decisions 4). An id from no calendar is NOT_FOUND. */
export function partitionDay(eventId: string): string {
  const milliseconds = idMs(eventId);
  if (milliseconds >= startOfShanghaiDay(LAST_USAGE_DAY).getTime()) throw new AppError("NOT_FOUND");
  return shanghaiDay(toInstant(milliseconds));
}
