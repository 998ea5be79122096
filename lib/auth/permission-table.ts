import { STAFF_ROLES } from "@/lib/auth/actor";
import { PERMISSIONS, type Permission } from "@/lib/auth/permissions";

/** The columns of the permission table: the customer, the other systems, then every staff role. */
export const HOLDERS = ["customer", "client", ...STAFF_ROLES] as const;
export type Holder = (typeof HOLDERS)[number];

export interface PermissionRow {
  permission: Permission;
  holders: readonly Holder[];
}

function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}

/** The policy as rows, in the order it is written down. */
export function permissionRows(): PermissionRow[] {
  return Object.keys(PERMISSIONS)
    .filter(isPermission)
    .map((permission) => {
      const allowed: readonly string[] = PERMISSIONS[permission];
      return { permission, holders: HOLDERS.filter((holder) => allowed.includes(holder)) };
    });
}
