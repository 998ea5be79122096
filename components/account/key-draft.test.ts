import { describe, expect, it } from "vitest";
import { NO_LIMITS } from "@/lib/keys/key-limits";
import { CUSTOM, draftOf, readAmount, readDraft } from "./key-draft";

const STORED = {
  expiresAt: "2026-12-31T16:00:00.000Z",
  modelScope: ["glm-5", "hunyuan-*"],
  allowedAddresses: ["203.0.113.7", "10.0.0.0/8"],
  dayCapTokens: 100_000,
  monthCapTokens: 1_234_567,
  totalCapTokens: null,
  requestsPerMinute: 60,
  tokensPerMinute: null,
};

describe("readAmount", () => {
  it.each([
    ["500000", 500_000],
    ["500,000", 500_000],
    ["50万", 500_000],
    ["1.1万", 11_000],
    ["0.5 M", 500_000],
    ["2亿", 200_000_000],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ])("reads %s", (text, amount) => expect(readAmount(text, Number.MAX_SAFE_INTEGER)).toBe(amount));

  it.each(["", "0", "-5", "1.5", "0.00001万", "fifty", "5 5", "9007199254740992", "9007199255万万", "1e6"])(
    "does not take %j",
    (text) => expect(readAmount(text, Number.MAX_SAFE_INTEGER)).toBeNull(),
  );

  it("holds the field's own bound", () => {
    expect(readAmount("1000000", 1_000_000)).toBe(1_000_000);
    expect(readAmount("1000001", 1_000_000)).toBeNull();
  });
});

describe("readDraft", () => {
  it("gives back what was stored when nothing was touched", () => {
    expect(readDraft(draftOf("我的电脑", STORED), STORED)).toEqual({ body: { name: "我的电脑", ...STORED } });
    expect(readDraft(draftOf("a", NO_LIMITS), NO_LIMITS)).toEqual({ body: { name: "a", ...NO_LIMITS } });
  });

  it("keeps an end inside a day unless the day is changed, and then ends with the day in Beijing", () => {
    const stored = { ...NO_LIMITS, expiresAt: "2026-12-31T03:00:00.000Z" };
    const draft = draftOf("a", stored);
    expect(draft.lastDay).toBe("2026-12-31");
    expect(readDraft(draft, stored)).toMatchObject({ body: { expiresAt: "2026-12-31T03:00:00.000Z" } });
    expect(readDraft({ ...draft, lastDay: "2027-01-05" }, stored)).toMatchObject({
      body: { expiresAt: "2027-01-05T16:00:00.000Z" },
    });
    expect(readDraft({ ...draft, lastDay: "" }, stored)).toMatchObject({ body: { expiresAt: null } });
  });

  it("reads addresses however they are separated", () => {
    const draft = { ...draftOf("a", NO_LIMITS), addresses: " 203.0.113.7\n\n10.0.0.0/8，2001:db8::1 " };
    expect(readDraft(draft, NO_LIMITS)).toMatchObject({
      body: { allowedAddresses: ["203.0.113.7", "10.0.0.0/8", "2001:db8::1"] },
    });
  });

  it("names everything that is not right", () => {
    const draft = draftOf("  ", NO_LIMITS);
    const wrong = { choice: CUSTOM, text: "很多" };
    const amounts = { ...draft.amounts, dayCapTokens: wrong, requestsPerMinute: { choice: CUSTOM, text: "1000001" } };
    expect(readDraft({ ...draft, amounts }, NO_LIMITS)).toEqual({
      faults: ["name", "dayCapTokens", "requestsPerMinute"],
    });
  });

  it("shows a preset as chosen and anything else as typed", () => {
    const { amounts } = draftOf("a", STORED);
    expect(amounts.dayCapTokens).toEqual({ choice: "100000", text: "" });
    expect(amounts.monthCapTokens).toEqual({ choice: CUSTOM, text: "1234567" });
    expect(amounts.totalCapTokens).toEqual({ choice: "", text: "" });
  });
});
