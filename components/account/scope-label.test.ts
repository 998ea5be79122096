import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import messages from "@/lib/i18n/messages/zh-CN/account.json";
import { scopeLabel } from "./scope-label";

const translate = createTranslator({ locale: "zh-CN", messages, namespace: "scope" });
const model = (code: string, name: string) => ({ code, name: { "zh-CN": name, en: name } });
const MODELS = [
  model("hunyuan-turbo", "Hunyuan Turbo"),
  model("glm-5", "GLM-5"),
  model("glm-4", "GLM-4"),
  model("ernie-5", "ERNIE 5"),
];
const label = (...scope: string[]) => scopeLabel(scope, MODELS, "zh-CN", translate);

describe("scopeLabel", () => {
  it("names one or two models, and keeps each name on one line", () => {
    expect(label("hunyuan-*")).toBe("仅 Hunyuan\u00a0Turbo");
    expect(label("glm-*")).toBe("仅 GLM-5、GLM-4");
  });

  it("counts more than two", () => {
    expect(label("glm-*", "ernie-5")).toBe("仅3个模型");
  });

  it("admits that a model is not on sale any more", () => {
    expect(label("gone-*")).toBe("仅限指定模型");
  });
});
