import { route } from "@/lib/http/route";
import { findUsageDays, FindUsageDaysInput } from "@/lib/usage/find-usage-days";

export const GET = route({ input: FindUsageDaysInput, run: findUsageDays });
