import { route } from "@/lib/http/route";
import { ChangeSetMoveInput } from "@/lib/pricing/change-set-move-input";
import { discardChangeSet } from "@/lib/pricing/discard-change-set";

export const POST = route({ input: ChangeSetMoveInput, run: discardChangeSet });
