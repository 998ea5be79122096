import type { Id } from "@/lib/ids/ids";

export const STAFF_ROLES = [
  "pricing_analyst",
  "pricing_approver",
  "support",
  "partner_manager",
  "finance",
  "auditor",
  "admin",
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export interface CustomerActor {
  kind: "customer";
  accountId: Id<"acc">;
  cell: number;
  sessionId: string;
}

export interface StaffActor {
  kind: "staff";
  staffId: Id<"stf">;
  roles: readonly StaffRole[];
  sessionId: string;
}

/** The product itself: jobs, the seed, a payment provider's notice. */
export interface SystemActor {
  kind: "system";
  name: string;
}

/** One of the operator's other systems, by its API-client secret. */
export interface ClientActor {
  kind: "client";
  clientId: Id<"cli">;
  /** CloudEvents sources it may report for; empty allows every one. */
  sources: readonly string[];
}

/** Nobody signed in. */
export interface VisitorActor {
  kind: "visitor";
}

export type Actor = CustomerActor | StaffActor | ClientActor | SystemActor | VisitorActor;
