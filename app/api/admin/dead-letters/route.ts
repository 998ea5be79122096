import { route } from "@/lib/http/route";
import { findDeadLetters, FindDeadLettersInput } from "@/lib/ingestion/find-dead-letters";

export const GET = route({ input: FindDeadLettersInput, run: findDeadLetters });
