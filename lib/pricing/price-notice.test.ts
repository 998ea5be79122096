import { describe, expect, it } from "vitest";
import { reasonFor } from "@/lib/pricing/price-notice";

const reason = "上游成本上涨";

describe("reasonFor", () => {
  it("gives each language its own reason", () => {
    const both = { reason, reasonEn: "Upstream costs more" };
    expect(reasonFor(both, "zh-CN")).toEqual({ text: reason, lang: "zh-CN" });
    expect(reasonFor(both, "en")).toEqual({ text: "Upstream costs more", lang: "en" });
  });

  it.each(["", "  "])("says that it is Chinese where nobody gave it in English (%j)", (reasonEn) => {
    expect(reasonFor({ reason, reasonEn }, "en")).toEqual({ text: reason, lang: "zh-CN" });
  });
});
