import { expect, it } from "vitest";
import { themeCookie, themeOf } from "./theme";

it("takes only what it knows from the cookie", () => {
  expect(themeOf("dark")).toBe("dark");
  expect(themeOf("sepia")).toBeUndefined();
  expect(themeOf(undefined)).toBeUndefined();
});

it("keeps a choice for a year and forgets it at once", () => {
  expect(themeCookie("dark")).toContain("theme=dark; path=/; max-age=31536000");
  expect(themeCookie(undefined)).toContain("max-age=0");
});
