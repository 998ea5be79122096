import { route } from "@/lib/http/route";
import { createChangeSet, CreateChangeSetInput } from "@/lib/pricing/create-change-set";
import { findChangeSets, FindChangeSetsInput } from "@/lib/pricing/find-change-sets";

export const GET = route({ input: FindChangeSetsInput, run: findChangeSets });
export const POST = route({ input: CreateChangeSetInput, run: createChangeSet, status: 201 });
