import { route } from "@/lib/http/route";
import { discardDeadLetter, DiscardDeadLetterInput } from "@/lib/ingestion/discard-dead-letter";

export const POST = route({ input: DiscardDeadLetterInput, run: discardDeadLetter });
