import { route } from "@/lib/http/route";
import { ChangeSetMoveInput } from "@/lib/pricing/change-set-move-input";
import { submitChangeSet } from "@/lib/pricing/submit-change-set";

export const POST = route({ input: ChangeSetMoveInput, run: submitChangeSet });
