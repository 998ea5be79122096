import { describe, expect, it } from "vitest";
import type { OffersOnSale } from "@/lib/catalogue/offers-on-sale";
import { readEstimatorChoice, writeEstimatorQuery } from "./estimator-choice";

const weights = {
  id: "",
  versionNo: 1,
  tariffNumber: "W001-1",
  validFrom: "",
  validTo: null,
  state: "current",
  changeSetNumber: null,
  cachedInputMilli: 1,
  outputMilli: 1,
} as const;
const model = (code: string, inputMilli: number): OffersOnSale["models"][number] => ({
  id: code,
  code,
  number: "W001",
  name: { "zh-CN": code, en: code },
  supplierName: { "zh-CN": "", en: "" },
  family: "",
  contextTokens: 1,
  defaultOutputTokens: 1,
  versions: [],
  current: { ...weights, inputMilli },
});
const choosable = {
  models: [model("cheap", 500), model("plain", 1000)],
  tasks: [{ code: "chat-turn" }, { code: "new-task" }],
};

describe("the estimator's choice", () => {
  it("begins with a usual day and the model that counts one for one", () => {
    expect(readEstimatorChoice({}, choosable)).toEqual({
      modelCode: "plain",
      timesPerDay: { "chat-turn": 30, "new-task": 0 },
    });
  });

  it("comes back from the address as it went there", () => {
    const choice = { modelCode: "cheap", timesPerDay: { "chat-turn": 0, "new-task": 7 } };
    const query = Object.fromEntries(new URLSearchParams(writeEstimatorQuery(choice, { for: "business" })));
    expect(query).toMatchObject({ for: "business" });
    expect(readEstimatorChoice(query, choosable)).toEqual(choice);
  });

  it.each([["-1"], ["1e9"], ["x"], [""], [["1", "2"]]])("takes %j for nothing said", (text) => {
    expect(readEstimatorChoice({ "chat-turn": text, model: "gone" }, choosable)).toMatchObject({
      modelCode: "plain",
      timesPerDay: { "chat-turn": 30 },
    });
  });

  it("keeps to what can be stepped to, and has no answer without a model", () => {
    expect(readEstimatorChoice({ "chat-turn": "99999" }, choosable)?.timesPerDay["chat-turn"]).toBe(999);
    expect(readEstimatorChoice({}, { ...choosable, models: [] })).toBeNull();
  });
});
