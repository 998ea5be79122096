import { route } from "@/lib/http/route";
import { advanceClock, AdvanceClockInput } from "@/lib/sandbox/advance-clock";
import { demoOnly } from "@/lib/sandbox/demo-only";

export const POST = demoOnly(route({ input: AdvanceClockInput, run: advanceClock }));
