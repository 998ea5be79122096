import { route } from "@/lib/http/route";
import { rotateKey, RotateKeyInput } from "@/lib/keys/rotate-key";

export const POST = route({ input: RotateKeyInput, run: rotateKey, takesRequestKey: true });
