import { STAFF_ROLES, type StaffRole } from "@/lib/auth/actor";

/** Who may do what: `customer` within the own account, `client` within its sources, staff by role. The whole policy on one screen. */
export const PERMISSIONS = {
  "account:read": ["customer"],
  "session:revoke": ["customer"],
  "order:place": ["customer"],
  "order:pay": ["customer"],
  "order:cancel": ["customer"],
  "payment:apply": [], // what a verified notice does: the product itself
  "key:create": ["customer"],
  "key:change": ["customer"],
  "key:rotate": ["customer"],
  "key:revoke": ["customer"],
  "usage:read": ["customer"],
  "dashboard:read": STAFF_ROLES,
  "catalogue:read": STAFF_ROLES,
  "pricing:read": ["pricing_analyst", "pricing_approver", "support", "finance", "auditor", "admin"],
  "pricing:draft": ["pricing_analyst"],
  "pricing:approve": ["pricing_approver"],
  "pricing:publish": ["pricing_approver"],
  "pricing:withdraw": ["pricing_approver"],
  "usage:report": ["client"],
  "api-client:read": ["auditor", "admin"],
  "api-client:create": ["admin"],
  "api-client:revoke": ["admin"],
  "dead-letter:read": ["support", "finance", "auditor", "admin"],
  "dead-letter:repair": ["finance", "admin"],
  "dead-letter:replay": ["finance", "admin"],
  "dead-letter:discard": ["finance", "admin"],
  "upstream:register": [], // the operator, at the machine itself
  "role:read": STAFF_ROLES,
  "audit:read": ["auditor", "admin"],
  "staff-session:revoke": STAFF_ROLES,
  "recovery-code:regenerate": STAFF_ROLES,
} as const satisfies Record<string, readonly (StaffRole | "customer" | "client")[]>;

export type Permission = keyof typeof PERMISSIONS;
