/** One kind of work that a demo account does over and over: which model, with which key, how large. */
export interface Habit {
  model: string;
  key: string;
  /** Relative frequency. */
  share: number;
  inputTokens: number;
  cachedShare: number;
  outputTokens: number;
}

export interface DemoPerson {
  phone: string;
  /** The verified company of the account; without it the account is a person's. */
  company?: string;
  plan: string;
  /** Lives on add-on packs for so many days before the first plan. */
  daysBeforePlan: number;
  keys: string[];
  callsPerWorkday: number;
  callsPerRestday: number;
  habits: Habit[];
  seed: number;
}

/** The demo accounts with 90 days behind them. The other demo numbers sign in for the first time. */
export const DEMO_PEOPLE: DemoPerson[] = [
  {
    phone: "+8617000000001",
    plan: "standard-40m",
    daysBeforePlan: 13,
    keys: ["我的电脑", "自动化脚本", "Open WebUI"],
    callsPerWorkday: 74,
    callsPerRestday: 34,
    seed: 20260501,
    habits: [
      {
        model: "deepseek-v3.2",
        key: "我的电脑",
        share: 40,
        inputTokens: 16_000,
        cachedShare: 0.3,
        outputTokens: 2_100,
      },
      { model: "glm-5", key: "自动化脚本", share: 10, inputTokens: 27_600, cachedShare: 0.6, outputTokens: 3_400 },
      { model: "qwen-max", key: "自动化脚本", share: 8, inputTokens: 20_700, cachedShare: 0.4, outputTokens: 2_500 },
      { model: "telechat-3", key: "Open WebUI", share: 28, inputTokens: 8_000, cachedShare: 0.1, outputTokens: 1_600 },
      { model: "hunyuan-turbo", key: "Open WebUI", share: 8, inputTokens: 6_900, cachedShare: 0, outputTokens: 1_800 },
      { model: "ernie-5", key: "Open WebUI", share: 3, inputTokens: 5_800, cachedShare: 0, outputTokens: 2_100 },
    ],
  },
  {
    phone: "+8617000000002",
    plan: "lite-10m",
    daysBeforePlan: 20,
    keys: ["手机", "平板"],
    callsPerWorkday: 26,
    callsPerRestday: 44,
    seed: 20260502,
    habits: [
      { model: "telechat-3", key: "手机", share: 60, inputTokens: 6_000, cachedShare: 0.1, outputTokens: 2_000 },
      { model: "deepseek-v3.2", key: "手机", share: 25, inputTokens: 7_500, cachedShare: 0.2, outputTokens: 2_300 },
      { model: "ernie-5", key: "平板", share: 15, inputTokens: 3_000, cachedShare: 0, outputTokens: 1_800 },
    ],
  },
  {
    phone: "+8617000000003",
    company: "上海知夏数字科技有限公司",
    plan: "dev-70m",
    daysBeforePlan: 17,
    keys: ["客服机器人", "代码审阅", "报表"],
    callsPerWorkday: 92,
    callsPerRestday: 18,
    seed: 20260503,
    habits: [
      {
        model: "deepseek-v3.2",
        key: "客服机器人",
        share: 50,
        inputTokens: 18_000,
        cachedShare: 0.5,
        outputTokens: 2_400,
      },
      { model: "glm-5", key: "代码审阅", share: 18, inputTokens: 36_000, cachedShare: 0.55, outputTokens: 4_400 },
      { model: "qwen-max", key: "报表", share: 12, inputTokens: 32_000, cachedShare: 0.3, outputTokens: 3_200 },
      { model: "telechat-3", key: "客服机器人", share: 20, inputTokens: 8_000, cachedShare: 0.4, outputTokens: 1_400 },
    ],
  },
];
