import { z } from "zod";
import { route } from "@/lib/http/route";
import { getOverview } from "@/lib/overview/get-overview";

export const GET = route({ input: z.object({}), run: getOverview });
