import { type ErrorCode, httpStatusOf } from "@/lib/errors/error-table";

export type ErrorDetails = Record<string, string | number | boolean | null>;

/** The one expected failure: a code of the table and figures for its sentence. Anything else thrown is a bug (500). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return httpStatusOf(this.code);
  }
}
