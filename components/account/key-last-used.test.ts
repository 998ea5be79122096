import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import messages from "@/lib/i18n/messages/zh-CN/keys.json";
import { keyLastUsed } from "./key-last-used";

const NOW = "2026-05-20T14:32:00+08:00";
const t = createTranslator({ locale: "zh-CN", messages });
const used = (at: string | null) => keyLastUsed(at, NOW, "zh-CN", t);

describe("keyLastUsed", () => {
  it.each([
    [null, "还没用过"],
    ["2026-05-20T14:31:30+08:00", "刚刚用过"],
    ["2026-05-20T14:29:00+08:00", "3分钟前用过"],
    ["2026-05-20T09:05:00+08:00", "今天09:05用过"],
    ["2026-05-19T23:59:00+08:00", "5月19日 23:59用过"],
    ["2025-12-31T10:00:00+08:00", "2025年12月31日 10:00用过"],
  ])("%s is %s", (at, text) => {
    expect(used(at)).toBe(text);
  });

  it("takes a clock that is a little ahead for now", () => {
    expect(used("2026-05-20T14:32:05+08:00")).toBe("刚刚用过");
  });
});
