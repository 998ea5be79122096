import { route } from "@/lib/http/route";
import { changeKey, ChangeKeyInput } from "@/lib/keys/change-key";

export const PUT = route({ input: ChangeKeyInput, run: changeKey });
