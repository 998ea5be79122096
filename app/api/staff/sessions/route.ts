import { z } from "zod";
import { route } from "@/lib/http/route";
import { findStaffSessions } from "@/lib/staff/find-staff-sessions";

export const GET = route({ input: z.strictObject({}), run: findStaffSessions });
