import { route } from "@/lib/http/route";
import { demoOnly } from "@/lib/sandbox/demo-only";
import { getSandboxTotp, GetSandboxTotpInput } from "@/lib/staff/get-sandbox-totp";

export const GET = demoOnly(route({ input: GetSandboxTotpInput, run: getSandboxTotp }));
