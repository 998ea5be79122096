import { expect, it } from "vitest";
import { neighbourIndex } from "./neighbour-index";

it.each([
  ["ArrowRight", 0, 1],
  ["ArrowRight", 2, 0],
  ["ArrowLeft", 0, 2],
  ["Home", 2, 0],
  ["End", 0, 2],
  ["Enter", 1, null],
])("%s from %i of 3 leads to %s", (key, index, expected) => {
  expect(neighbourIndex(key, index, 3)).toBe(expected);
});

it("goes nowhere in an empty row", () => {
  expect(neighbourIndex("ArrowRight", -1, 0)).toBeNull();
});
