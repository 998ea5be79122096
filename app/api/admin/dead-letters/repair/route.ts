import { route } from "@/lib/http/route";
import { repairDeadLetter, RepairDeadLetterInput } from "@/lib/ingestion/repair-dead-letter";

export const POST = route({ input: RepairDeadLetterInput, run: repairDeadLetter });
