import { route } from "@/lib/http/route";
import { revokeKey, RevokeKeyInput } from "@/lib/keys/revoke-key";

export const POST = route({ input: RevokeKeyInput, run: revokeKey });
