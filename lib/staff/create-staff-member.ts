import type { StaffRole } from "@/lib/auth/actor";
import type { Db } from "@/lib/db/client";
import { sealText } from "@/lib/env/secrets";
import { newId, type Id } from "@/lib/ids/ids";
import { hashPassword } from "@/lib/staff/password";
import { normaliseEmail } from "@/lib/staff/normalise-email";

export interface NewStaffMember {
  email: string;
  name: string;
  roles: readonly StaffRole[];
  password: string;
  /** Base32; `newTotpSecret()` makes one. */
  totpSecret: string;
  at: Date;
}

/** Adds a staff member who can sign in with a password and an authenticator. */
export async function createStaffMember(tx: Db, member: NewStaffMember): Promise<{ staffId: Id<"stf"> }> {
  const { at, name, roles } = member;
  const staffId = newId("stf", at);
  await tx.staffMember.create({
    data: {
      id: staffId,
      email: normaliseEmail(member.email),
      name,
      roles: [...roles],
      passwordHash: await hashPassword(member.password),
      totpSecretBox: sealText(member.totpSecret),
      createdAt: at,
    },
  });
  return { staffId };
}
