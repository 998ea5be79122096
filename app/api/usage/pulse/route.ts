import { route } from "@/lib/http/route";
import { getUsagePulse, GetUsagePulseInput } from "@/lib/usage/get-usage-pulse";

export const GET = route({ input: GetUsagePulseInput, run: getUsagePulse });
