/** Addresses are compared without case. */
export function normaliseEmail(typed: string): string {
  return typed.trim().toLowerCase();
}
