import { route } from "@/lib/http/route";
import { getUsageReceipt, GetUsageReceiptInput } from "@/lib/usage/get-usage-receipt";

export const GET = route({ input: GetUsageReceiptInput, run: getUsageReceipt });
