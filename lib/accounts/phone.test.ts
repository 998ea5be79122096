import { describe, expect, it } from "vitest";
import { maskPhone, nationalPhone, normalisePhone, PhoneInput } from "./phone";

describe("normalisePhone", () => {
  it.each([
    "17000000001",
    "+8617000000001",
    "+86 170 0000 0001",
    "008617000000001",
    "170-0000-0001",
    " 170 0000 0001 ",
    "１７０００００0001",
    "+86（170）00000001",
    "8617000000001",
  ])("reads %s", (typed) => {
    expect(normalisePhone(typed)).toBe("+8617000000001");
  });

  it.each(["13800138000", "14500000000", "15300000000", "16600000000", "17800000000", "19900000000", "19200000000"])(
    "knows the range of %s",
    (typed) => {
      expect(normalisePhone(typed)).toBe(`+86${typed}`);
    },
  );

  it.each([
    "",
    "1",
    "1700000000",
    "170000000011",
    "02112345678",
    "14400000000",
    "15400000000",
    "16100000000",
    "17900000000",
    "19400000000",
    "+1 415 555 0100",
    "868617000000001",
    "1700000000a",
    "+8614012345678901",
    "17000000001;drop",
  ])("refuses %s", (typed) => {
    expect(normalisePhone(typed)).toBeNull();
  });
});

it("shows three and four digits", () => {
  expect(maskPhone("+8617000000006")).toBe("170****0006");
  expect(nationalPhone("+8617000000006")).toBe("17000000006");
});

it("is a schema for requests", () => {
  expect(PhoneInput.parse("170 0000 0001")).toBe("+8617000000001");
  expect(PhoneInput.safeParse("110").success).toBe(false);
  expect(PhoneInput.safeParse("1".repeat(1000)).success).toBe(false);
});
