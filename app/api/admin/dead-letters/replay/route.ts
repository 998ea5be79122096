import { route } from "@/lib/http/route";
import { replayDeadLetters, ReplayDeadLettersInput } from "@/lib/ingestion/replay-dead-letters";

export const POST = route({ input: ReplayDeadLettersInput, run: replayDeadLetters });
