import { route } from "@/lib/http/route";
import { approveChangeSet } from "@/lib/pricing/approve-change-set";
import { ChangeSetMoveInput } from "@/lib/pricing/change-set-move-input";

export const POST = route({ input: ChangeSetMoveInput, run: approveChangeSet });
