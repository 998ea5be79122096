import { expect } from "vitest";
import { auditBooks } from "@/lib/books/audit-books";

/** What a test of charging ends with: every check of the books finds nothing. */
export async function expectCleanBooks(): Promise<void> {
  expect((await auditBooks()).differences).toEqual([]);
}
