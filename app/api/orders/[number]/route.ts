import { route } from "@/lib/http/route";
import { getOrder, GetOrderInput } from "@/lib/orders/get-order";

export const GET = route({ input: GetOrderInput, run: getOrder });
