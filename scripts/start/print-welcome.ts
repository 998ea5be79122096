import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { say } from "./progress";

/** What the seed leaves for the person who starts the demo. */
const DemoStaff = z.array(z.object({ email: z.string(), password: z.string(), totpSecret: z.string() }));

async function readDemoStaff(dataDir: string): Promise<z.infer<typeof DemoStaff>> {
  // A database that was seeded elsewhere has no such file here.
  const text = await readFile(path.join(dataDir, "demo-staff.json"), "utf8").catch(() => "[]");
  return DemoStaff.parse(JSON.parse(text));
}

export interface Welcome {
  mode: "demo" | "production";
  dataDir: string;
  web: string;
  gateway: string;
}

/** Says where everything is, and in the demo how to sign in. */
export async function printWelcome({ mode, dataDir, web, gateway }: Welcome): Promise<void> {
  say("");
  say(`  Hall and account   ${web}`);
  say(`  In English         ${web}/en`);
  say(`  Staff              ${web}/admin`);
  say(`  OpenAI base URL    ${gateway}/v1`);
  if (mode === "demo") {
    say("");
    say("  Customers sign in with 17000000001 to 17000000009; the code is in");
    say(`  ${web}/sandbox/outbox?to=17000000001`);
    const staff = await readDemoStaff(dataDir);
    if (staff.length > 0) {
      say("");
      say(`  Staff                     password                  TOTP secret (code now: ${web}/sandbox/totp?email=…)`);
      for (const { email, password, totpSecret } of staff)
        say(`  ${email.padEnd(25)} ${password.padEnd(25)} ${totpSecret}`);
    }
  }
  say("");
  // The one line that other programs wait for goes to stdout.
  console.log("Tokenhall is ready");
  say("  Ctrl-C stops everything.");
}
