import { route } from "@/lib/http/route";
import { ChangeSetMoveInput } from "@/lib/pricing/change-set-move-input";
import { publishChangeSet } from "@/lib/pricing/publish-change-set";

export const POST = route({ input: ChangeSetMoveInput, run: publishChangeSet });
