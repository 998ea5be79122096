import { z } from "zod";
import { CHANGE_SET_NUMBER } from "@/lib/pricing/change-set";

/** Which set, and the version that whoever decides has read. */
export const ChangeSetMoveInput = z.strictObject({
  number: z.string().regex(CHANGE_SET_NUMBER),
  version: z.int().min(1),
});

/** The same, with a reason that others can read. */
export const ReasonedMoveInput = ChangeSetMoveInput.extend({
  reason: z.string().trim().min(1).max(500),
});
