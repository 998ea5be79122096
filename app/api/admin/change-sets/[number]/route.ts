import { route } from "@/lib/http/route";
import { getChangeSet, GetChangeSetInput } from "@/lib/pricing/get-change-set";
import { saveChangeSet, SaveChangeSetInput } from "@/lib/pricing/save-change-set";

export const GET = route({ input: GetChangeSetInput, run: getChangeSet });
export const PUT = route({ input: SaveChangeSetInput, run: saveChangeSet });
