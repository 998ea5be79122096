import { expect, it } from "vitest";
import { formError } from "./form-error";

it("tells a refused form why, with the figures that came along", () => {
  const query = { error: "CODE_WRONG", triesLeft: "3", request: "req_0123456789abcdef" };
  expect(formError(query, "en")).toEqual({
    code: "CODE_WRONG",
    sentence: "That code is not right. You can try 3 more times.",
    requestId: "req_0123456789abcdef",
  });
});

it("falls back to plain words without them, and repeats nothing that was put into the address", () => {
  const plain = formError({ error: "CODE_WRONG" }, "en")?.sentence;
  expect(plain).toBe(formError({ error: "MALFORMED_REQUEST" }, "en")?.sentence);
  expect(formError({ error: "CODE_WRONG", triesLeft: "<b>call 555</b>" }, "en")?.sentence).toBe(plain);
  expect(formError({ error: "CODE_WRONG", triesLeft: ["3", "4"] }, "en")?.sentence).toBe(plain);
  expect(formError({ error: "SIGN_IN_REQUIRED", request: "<script>" }, "en")?.requestId).toBeNull();
});

it("is nothing without a known code", () => {
  expect(formError({}, "en")).toBeNull();
  expect(formError({ error: "toString" }, "en")).toBeNull();
  expect(formError({ error: ["CODE_WRONG"] }, "en")).toBeNull();
});
