import { STAFF_ROLES, type StaffRole } from "@/lib/auth/actor";

/** Who may do what: `customer` within the own account, staff by role. The whole policy on one screen. */
export const PERMISSIONS = {
  "account:read": ["customer"],
  "session:revoke": ["customer"],
  "order:place": ["customer"],
  "order:pay": ["customer"],
  "order:cancel": ["customer"],
  "payment:apply": [], // what a verified notice does: the product itself
  "key:create": ["customer"],
  "key:revoke": ["customer"],
  "usage:read": ["customer"],
  "dashboard:read": STAFF_ROLES,
  "catalogue:read": STAFF_ROLES,
  "pricing:read": ["pricing_analyst", "pricing_approver", "support", "finance", "auditor", "admin"],
  "pricing:draft": ["pricing_analyst"],
  "pricing:approve": ["pricing_approver"],
  "pricing:publish": ["pricing_approver"],
  "pricing:withdraw": ["pricing_approver"],
  "upstream:register": [], // the operator, at the machine itself
  "role:read": STAFF_ROLES,
  "audit:read": ["auditor", "admin"],
  "staff-session:revoke": STAFF_ROLES,
  "recovery-code:regenerate": STAFF_ROLES,
} as const satisfies Record<string, readonly (StaffRole | "customer")[]>;

export type Permission = keyof typeof PERMISSIONS;
