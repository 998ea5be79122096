import type { Actor, ClientActor, CustomerActor, StaffActor } from "@/lib/auth/actor";
import { PERMISSIONS, type Permission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors/app-error";

/** True when the actor may do it. The system may do everything; it never comes from a request. */
export function isPermitted(actor: Actor, permission: Permission): boolean {
  const allowed: readonly string[] = PERMISSIONS[permission];
  switch (actor.kind) {
    case "system":
      return true;
    case "customer":
      return allowed.includes("customer");
    case "client":
      return allowed.includes("client");
    case "staff":
      return actor.roles.some((role) => allowed.includes(role));
    case "visitor":
      return false;
  }
}

/** Throws SIGN_IN_REQUIRED for a visitor and FORBIDDEN for anybody else who may not. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (isPermitted(actor, permission)) return;
  throw new AppError(actor.kind === "visitor" ? "SIGN_IN_REQUIRED" : "FORBIDDEN");
}

/** The customer who acts, after the permission check; anybody else is FORBIDDEN. */
export function requireCustomer(actor: Actor, permission: Permission): CustomerActor {
  requirePermission(actor, permission);
  if (actor.kind !== "customer") throw new AppError("FORBIDDEN");
  return actor;
}

/** The staff member who acts, after the permission check; anybody else is FORBIDDEN. */
export function requireStaff(actor: Actor, permission: Permission): StaffActor {
  requirePermission(actor, permission);
  if (actor.kind !== "staff") throw new AppError("FORBIDDEN");
  return actor;
}

/** The system that reports, after the permission check; anybody else is FORBIDDEN. */
export function requireClient(actor: Actor, permission: Permission): ClientActor {
  requirePermission(actor, permission);
  if (actor.kind !== "client") throw new AppError("FORBIDDEN");
  return actor;
}
