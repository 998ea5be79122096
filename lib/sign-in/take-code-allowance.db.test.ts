import { beforeEach, expect, it } from "vitest";
import { dbPool } from "@/lib/db/client";
import { codePolicyOf, type CodePolicy } from "./code-policy";
import { takeCodeAllowance } from "./take-code-allowance";

const PHONE = "+8617099970001";
const production = codePolicyOf("production", undefined);
/** As if the wait between two codes were over. */
const patient: CodePolicy = { ...production, resend: { points: 1_000, seconds: 60 } };

const take = (policy: CodePolicy, phone: string, address: string) =>
  takeCodeAllowance(policy, phone, address).then(
    () => "sent",
    (error: unknown) => (error as { code: string }).code,
  );

beforeEach(() => dbPool().query("DELETE FROM rate_limit"));

it("lets a number have five codes an hour, wherever they are asked from", async () => {
  for (let time = 0; time < 5; time += 1) expect(await take(patient, PHONE, `192.0.2.${time}`)).toBe("sent");
  expect(await take(patient, PHONE, "192.0.2.99")).toBe("CODE_LIMIT_REACHED");
  expect(await take(patient, "+8617099970002", "192.0.2.1")).toBe("sent");
});

it("lets a number have ten codes a day", async () => {
  const [, perDay] = patient.perNumber;
  const daily: CodePolicy = { ...patient, perNumber: [perDay!] };
  for (let time = 0; time < 10; time += 1) expect(await take(daily, PHONE, "192.0.2.1")).toBe("sent");
  expect(await take(daily, PHONE, "192.0.2.1")).toBe("CODE_LIMIT_REACHED");
});

it("limits an address that asks for many numbers", async () => {
  const narrow: CodePolicy = { ...patient, perAddress: [{ points: 3, seconds: 3_600 }] };
  for (let time = 0; time < 3; time += 1) expect(await take(narrow, `+861709997100${time}`, "192.0.2.7")).toBe("sent");
  expect(await take(narrow, "+8617099971009", "192.0.2.7")).toBe("CODE_LIMIT_REACHED");
  expect(await take(narrow, "+8617099971009", "192.0.2.8")).toBe("sent");
});

it("makes a number wait a minute, also when asked at once", async () => {
  const results = await Promise.all(Array.from({ length: 5 }, () => take(production, PHONE, "192.0.2.1")));
  expect(results.sort()).toEqual(["CODE_TOO_SOON", "CODE_TOO_SOON", "CODE_TOO_SOON", "CODE_TOO_SOON", "sent"]);
});

it("keeps no number in the table", async () => {
  await take(production, PHONE, "192.0.2.1");
  const { rows } = await dbPool().query("SELECT key FROM rate_limit");
  expect(JSON.stringify(rows)).not.toContain("17099970001");
});
