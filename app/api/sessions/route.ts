import { z } from "zod";
import { route } from "@/lib/http/route";
import { findSessions } from "@/lib/sign-in/find-sessions";

export const GET = route({ input: z.strictObject({}), run: findSessions });
