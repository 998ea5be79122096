import { AppError } from "@/lib/errors/app-error";

/** Reads JSON text. Throws MALFORMED_REQUEST. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError("MALFORMED_REQUEST");
    throw error;
  }
}
