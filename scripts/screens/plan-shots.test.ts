import { describe, expect, it } from "vitest";
import { checkTable, peopleOf, planShots } from "./plan-shots";
import { readChoices } from "./read-choices";
import type { Screen } from "./screens";

const TABLE: Record<string, readonly Screen[]> = {
  "/": [{ by: ["visitor"], address: "/" }],
  "/account/orders/[number]": [
    { by: ["customer-little", "customer-much"], address: "/account/orders/{order}", variant: "paid" },
  ],
};
const ROUTES = Object.keys(TABLE);

function ask(...words: string[]) {
  return { choices: readChoices(words), table: TABLE };
}

describe("checkTable", () => {
  it("wants a row for every route, a page for every row, and knows what is asked for", () => {
    expect(() => checkTable({ ...ask(), routes: ROUTES })).not.toThrow();
    expect(() => checkTable({ ...ask(), routes: [...ROUTES, "/new"] })).toThrow("/new");
    expect(() => checkTable({ ...ask(), routes: ["/"] })).toThrow("/account/orders/[number]");
    expect(() => checkTable({ ...ask("nowhere"), routes: ROUTES })).toThrow("/nowhere");
  });
});

describe("planShots", () => {
  it("takes each screen in every language, theme and width, with the person's own facts", () => {
    const shots = planShots(ask(), (person) => ({ order: `of-${person}` }));
    expect(shots).toHaveLength(3 * 2 * 2 * 2);
    expect(shots.map(({ address }) => address)).toContain("/en/account/orders/of-customer-much");
    expect(new Set(shots.map(({ file }) => file)).size).toBe(shots.length);
    expect(shots.at(-1)?.file).toBe("pictures/customer-much/1440/account-orders-number-paid.en.dark.png");
  });

  it("takes only what is chosen", () => {
    const asked = ask("account/orders/[number]", "--data", "little", "--languages", "en", "--themes", "dark");
    expect(peopleOf(asked)).toEqual(["customer-little"]);
    expect(planShots(asked, () => ({ order: "1" })).map(({ width }) => width)).toEqual([390, 1440]);
  });

  it("stops when a person's data lacks what an address needs", () => {
    expect(() => planShots(ask(), () => ({}))).toThrow("order");
  });
});

describe("readChoices", () => {
  it("names the word it does not know", () => {
    expect(() => readChoices(["--themes", "sepia"])).toThrow("sepia");
    expect(() => readChoices(["--widths", "wide"])).toThrow("wide");
    expect(() => readChoices(["--data", "some"])).toThrow("none, little, much");
  });
});
