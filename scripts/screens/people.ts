/** Whose eyes a picture is taken with. Demo customers differ by how much data their account holds. */
export interface Person {
  kind: "visitor" | "signing-in" | "customer" | "staff";
  /** Number or e-mail address; a visitor has none. */
  login: string;
  data?: DataAmount;
}

export const DATA_AMOUNTS = ["none", "little", "much"] as const;
export type DataAmount = (typeof DATA_AMOUNTS)[number];

/** Numbers outside the demo's own, always the same ones, so that a picture repeats. */
export const PEOPLE = {
  visitor: { kind: "visitor", login: "" },
  "signing-in": { kind: "signing-in", login: "17010000003" },
  "customer-none": { kind: "customer", login: "17010000001", data: "none" },
  "customer-little": { kind: "customer", login: "17010000002", data: "little" },
  "customer-much": { kind: "customer", login: "17000000001", data: "much" },
  analyst: { kind: "staff", login: "analyst@demo.local" },
  approver: { kind: "staff", login: "approver@demo.local" },
  support: { kind: "staff", login: "support@demo.local" },
  partners: { kind: "staff", login: "partners@demo.local" },
  finance: { kind: "staff", login: "finance@demo.local" },
  auditor: { kind: "staff", login: "auditor@demo.local" },
  admin: { kind: "staff", login: "admin@demo.local" },
} as const satisfies Record<string, Person>;
export type PersonName = keyof typeof PEOPLE;

export const PERSON_NAMES: readonly PersonName[] = [
  "visitor",
  "signing-in",
  "customer-none",
  "customer-little",
  "customer-much",
  "analyst",
  "approver",
  "support",
  "partners",
  "finance",
  "auditor",
  "admin",
];
