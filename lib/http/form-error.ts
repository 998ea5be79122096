import { AppError } from "@/lib/errors/app-error";
import { type ErrorCode, isErrorCode } from "@/lib/errors/error-table";
import { errorSentence } from "@/lib/http/error-sentence";
import type { Locale } from "@/lib/i18n/locale";
import zhCN from "@/lib/i18n/messages/zh-CN/errors.json";

export type FormError = { code: ErrorCode; sentence: string; requestId: string | null };

type Query = Record<string, string | string[] | undefined>;

const NAME_OF_FIGURE = /\{(\w+)\}/g;
/** A figure or a field's name; anything else in an address was not put there by us. */
const FIGURE = /^[\w.-]{1,40}$/;

/**
 * The error that a native form came back with (`?error=CODE&…figures…&request=…`); null without one. A sentence whose
 * figures are missing gives way to a plain one.
 */
export function formError(query: Query, locale: Locale): FormError | null {
  const { error: code, request } = query;
  if (!isErrorCode(code)) return null;
  const names = [...zhCN[code].matchAll(NAME_OF_FIGURE)].map((match) => match[1] ?? "");
  const figures = Object.fromEntries(names.map((name) => [name, figureOf(query[name])]));
  const isWhole = names.every((name) => figures[name] !== null);
  const error = isWhole ? new AppError(code, figures) : new AppError("MALFORMED_REQUEST");
  const requestId = typeof request === "string" && /^req_[0-9a-f]{16}$/.test(request) ? request : null;
  return { code, sentence: errorSentence(error, locale), requestId };
}

function figureOf(value: string | string[] | undefined): string | null {
  return typeof value === "string" && FIGURE.test(value) ? value : null;
}
