import { expect, it } from "vitest";
import { fillTemplate } from "./fill-template";

it.each([
  ["{instant} 更新", { instant: "14:32" }, "14:32 更新"],
  ["{day} / {day} / {left}", { day: 3, left: 0 }, "3 / 3 / 0"],
  ["{unknown} stays", { day: 3 }, "{unknown} stays"],
  [
    "what is filled in is not read again: {first}",
    { first: "{second}", second: "x" },
    "what is filled in is not read again: {second}",
  ],
])("%s", (template, values, filled) => {
  expect(fillTemplate(template, values)).toBe(filled);
});
