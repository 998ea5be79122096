import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Secret } from "otpauth";
import type { StaffRole } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db/in-transaction";
import { env } from "@/lib/env/env";
import { createStaffMember } from "@/lib/staff/create-staff-member";

const STAFF: { email: string; name: string; role: StaffRole }[] = [
  { email: "analyst@demo.local", name: "周颖", role: "pricing_analyst" },
  { email: "approver@demo.local", name: "陈立", role: "pricing_approver" },
  { email: "support@demo.local", name: "何敏", role: "support" },
  { email: "partners@demo.local", name: "许航", role: "partner_manager" },
  { email: "finance@demo.local", name: "孙岩", role: "finance" },
  { email: "auditor@demo.local", name: "方晴", role: "auditor" },
  { email: "admin@demo.local", name: "罗成", role: "admin" },
];

/** Where `npm start` reads the demo sign-ins from to print them. */
const DEMO_STAFF_FILE = "demo-staff.json";

/** Makes the demo's staff with random passwords and TOTP secrets, and leaves them in DATA_DIR for `npm start` to print. */
export async function seedStaff(now: Date): Promise<void> {
  const members = STAFF.map(({ email, name, role }) => ({
    email,
    name,
    roles: [role],
    password: randomBytes(9).toString("base64url"),
    totpSecret: new Secret({ size: 20 }).base32,
  }));
  const file = path.join(env().DATA_DIR, DEMO_STAFF_FILE);
  await mkdir(env().DATA_DIR, { recursive: true });
  await writeFile(
    file,
    JSON.stringify(
      members.map(({ email, name, roles, password, totpSecret }) => ({ email, name, roles, password, totpSecret })),
      null,
      2,
    ),
    { mode: 0o600 },
  );
  // All at once: staff mark the seed as finished.
  await inTransaction(async (tx) => {
    for (const member of members) await createStaffMember(tx, { ...member, at: now });
  });
}
