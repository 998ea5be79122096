/** True for what an AbortSignal makes an operation throw: somebody stopped it on purpose. */
export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
