import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en/meter.json";
import zh from "@/lib/i18n/messages/zh-CN/meter.json";
import { toInstant } from "@/lib/time/calendar";
import type { BucketView } from "./bucket";
import { type DescribeMeterOptions, describeTokenMeter } from "./describe-token-meter";
import { type TokenMeterInput, prepareTokenMeter } from "./token-meter";

const now = toInstant("2026-05-20T14:32:00+08:00");
const base: BucketView = {
  id: "plan",
  source: "plan",
  name: { "zh-CN": "畅享版", en: "Standard" },
  grantedTokens: 40_000_000,
  leftTokens: 18_399_900,
  heldTokens: 0,
  modelScope: [],
  free: false,
  startsAt: "2026-05-08T09:00:00+08:00",
  expiresAt: "2026-06-08T00:00:00+08:00",
  createdAt: "2026-05-08T09:00:00+08:00",
};
const hunyuan: BucketView = {
  ...base,
  id: "hunyuan",
  source: "bundle",
  name: { "zh-CN": "腾讯联合礼包", en: "Tencent bundle" },
  grantedTokens: 400_000,
  leftTokens: 209_900,
  modelScope: ["hunyuan-*"],
  expiresAt: "2026-06-02T00:00:00+08:00",
};
const input: TokenMeterInput = {
  buckets: [base, hunyuan],
  ratePerDayTokens: 1_779_000,
  daysOfData: 14,
  modelRates: [{ modelCode: "hunyuan-turbo", tokensPerDay: 10_500 }],
  now,
  renewal: { at: "2026-06-08T00:00:00+08:00", tokens: 40_000_000 },
};

function inChinese(more: Partial<TokenMeterInput> = {}, options: Partial<DescribeMeterOptions> = {}) {
  const t = createTranslator({ locale: "zh-CN", messages: zh });
  return describeTokenMeter(prepareTokenMeter({ ...input, ...more }), {
    locale: "zh-CN",
    t,
    scopeLabel: () => "仅混元模型",
    ...options,
  });
}

describe("describeTokenMeter", () => {
  it("says in Chinese how much is left, until when, and what is lost", () => {
    const text = inChinese();
    expect(text.figure).toEqual({ number: "1,860", unit: "万" });
    expect(text.sentence).toEqual({ plain: "近14天日均177.9万，", strong: "预计5月31日用完" });
    expect(text.flag?.text).toBe("预计5月31日用完");
    expect(text.lanes[0]?.caption).toMatchObject({
      no: 1,
      wide: { text: "仅混元模型，约7.9万到期作废" },
      narrow: { text: "7.9万作废" },
    });
    expect(text.segments[0]).toMatchObject({ text: "套餐 · 1,839.9万", shortText: "1,839万" });
    expect(
      text.rows.map((row) => [row.name, row.scope, row.left, row.granted, row.share, row.expires, row.daysLeft]),
    ).toEqual([
      ["腾讯联合礼包", "仅混元模型", "20.9万", "40万", "剩余52%", "6月1日到期", "还剩12天"],
      ["畅享版 · 5月8日账期", null, "1,839.9万", "4,000万", "剩余45%", "6月7日到期", "还剩18天"],
    ]);
  });

  it("says the same in English", () => {
    const t = createTranslator({ locale: "en", messages: en });
    const text = describeTokenMeter(prepareTokenMeter(input), { locale: "en", t, scopeLabel: () => "Hunyuan only" });
    expect(text.figure).toEqual({ number: "18.6M", unit: "" });
    expect(text.sentence).toEqual({
      plain: "At your 14-day average of 1.78M a day, ",
      strong: "they run out on 31 May",
    });
    expect(text.flag?.text).toBe("Runs out 31 May");
    expect(text.rows[1]).toMatchObject({
      name: "Standard · 8 May period",
      expires: "7 Jun",
      daysLeft: "expires in 18 days",
    });
  });

  it("keeps quiet about a forecast it has no ground for", () => {
    expect(inChinese({ daysOfData: 2 })).toMatchObject({
      sentence: { plain: "用几天后给出预计", strong: "" },
      flag: null,
      ghost: null,
    });
    expect(inChinese({ ratePerDayTokens: 0, modelRates: [] }).sentence.plain).toBe("近14天没有用量，暂无预计");
    expect(inChinese({ daysOfData: 5 }).sentence.plain).toBe("近5天日均177.9万，");
  });

  it("names the last usable day when the end is an expiry", () => {
    const text = inChinese({ buckets: [base], ratePerDayTokens: 1000, modelRates: [] });
    expect(text.sentence.strong).toBe("预计到6月7日全部到期");
    expect(text.rows[0]?.unused).toMatch(/^约1,83[78]\.\d万会用不完$/);
  });

  it("says as of when late figures hold, and what zero is", () => {
    expect(inChinese({}, { asOf: "2026-05-20T14:02:00+08:00" }).asOf).toBe("数据截至5月20日 14:02，之后的用量稍后计入");
    expect(inChinese({ buckets: [] })).toMatchObject({
      state: "zero",
      figure: { number: "0" },
      sentence: { plain: "没有可用的词元" },
      rows: [],
    });
  });

  it("puts a caption above its lane where the mark or the edge leaves no room", () => {
    const late = { ...hunyuan, expiresAt: "2026-05-30T00:00:00+08:00" };
    expect(inChinese({ buckets: [base, late] }).lanes[0]?.caption?.narrow.above).toBe(true);
  });
});
