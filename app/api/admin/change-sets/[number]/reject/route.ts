import { route } from "@/lib/http/route";
import { ReasonedMoveInput } from "@/lib/pricing/change-set-move-input";
import { rejectChangeSet } from "@/lib/pricing/reject-change-set";

export const POST = route({ input: ReasonedMoveInput, run: rejectChangeSet });
