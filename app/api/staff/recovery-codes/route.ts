import { z } from "zod";
import { route } from "@/lib/http/route";
import { regenerateRecoveryCodes } from "@/lib/staff/regenerate-recovery-codes";

export const POST = route({ input: z.strictObject({}), run: regenerateRecoveryCodes, status: 201 });
