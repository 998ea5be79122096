import { expect, it } from "vitest";
import { steppedValue } from "./stepped-value";

it.each([
  [3, 1, 4],
  [0, -1, 0],
  [99, 1, 99],
  [1000, 0, 99],
  [2.7, 0, 2],
])("%d moved by %d within 0 to 99 is %d", (value, by, expected) => {
  expect(steppedValue(value, by, 0, 99)).toBe(expected);
});
