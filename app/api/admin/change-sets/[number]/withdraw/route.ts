import { route } from "@/lib/http/route";
import { ReasonedMoveInput } from "@/lib/pricing/change-set-move-input";
import { withdrawChangeSet } from "@/lib/pricing/withdraw-change-set";

export const POST = route({ input: ReasonedMoveInput, run: withdrawChangeSet });
