import { route } from "@/lib/http/route";
import { ChangeSetMoveInput } from "@/lib/pricing/change-set-move-input";
import { takeBackChangeSet } from "@/lib/pricing/take-back-change-set";

export const POST = route({ input: ChangeSetMoveInput, run: takeBackChangeSet });
