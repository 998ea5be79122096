import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { type ErrorCode, ERRORS, isErrorCode } from "@/lib/errors/error-table";
import { errorSentence } from "@/lib/http/error-sentence";
import { LOCALES } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en/errors.json";
import zhCN from "@/lib/i18n/messages/zh-CN/errors.json";

const CODES = Object.keys(ERRORS).filter((code): code is ErrorCode => isErrorCode(code));

describe("every error code", () => {
  test("has exactly one sentence in every language", () => {
    expect(Object.keys(zhCN).sort()).toEqual([...CODES].sort());
    expect(Object.keys(en).sort()).toEqual([...CODES].sort());
  });

  test("asks for the same figures in every language", () => {
    const figures = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name = ""]) => name).sort();
    for (const code of CODES) expect([code, figures(en[code])]).toEqual([code, figures(zhCN[code])]);
  });

  test("is answered with a status that is an error", () => {
    for (const code of CODES) expect(new AppError(code).status).toBeGreaterThanOrEqual(400);
  });

  test("says its figures", () => {
    const error = new AppError("CODE_WRONG", { triesLeft: 3 });
    for (const locale of LOCALES) expect(errorSentence(error, locale)).toContain("3");
  });
});
