import { route } from "@/lib/http/route";
import { findUsageCalls, FindUsageCallsInput } from "@/lib/usage/find-usage-calls";

export const GET = route({ input: FindUsageCallsInput, run: findUsageCalls });
