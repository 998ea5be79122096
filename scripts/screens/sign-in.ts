import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { APIRequestContext, APIResponse } from "@playwright/test";
import { z } from "zod";
import type { Person } from "./people";

interface Where {
  web: string;
  dataDir: string;
}

const Staff = z.array(z.object({ email: z.string(), password: z.string() }));
const Messages = z.array(z.object({ code: z.string().optional() }));
const Totp = z.object({ code: z.string() });

/** Longer than a number waits for its next code, or a member for the next one-time code. */
const TRIES = 4;
const USUAL_WAIT_SECONDS = 20;

/** Signs a browser in by the same addresses that the sign-in pages post to. Who is signing in stops after the first step. */
export async function signIn(request: APIRequestContext, person: Person, where: Where): Promise<void> {
  if (person.kind === "visitor") return;
  if (person.kind === "staff") return signInStaff(request, person.login, where);
  const phone = person.login;
  await insist(() => post(request, where, "/api/sign-in/code", { phone }));
  if (person.kind === "signing-in") return;
  const [newest] = Messages.parse(await (await request.get(`${where.web}/sandbox/outbox?to=${phone}`)).json());
  await insist(() => post(request, where, "/api/sign-in", { phone, code: newest?.code, consent: true }));
}

async function signInStaff(request: APIRequestContext, email: string, where: Where): Promise<void> {
  const staff = Staff.parse(JSON.parse(readFileSync(path.join(where.dataDir, "demo-staff.json"), "utf8")));
  const password = staff.find((member) => member.email === email)?.password;
  if (!password) throw new Error(`${email} is not in demo-staff.json`);
  await insist(async () => {
    const { code } = Totp.parse(await (await request.get(`${where.web}/sandbox/totp?email=${email}`)).json());
    return post(request, where, "/api/staff/sign-in", { email, password, code });
  });
}

function post(request: APIRequestContext, { web }: Where, address: string, data: object): Promise<APIResponse> {
  return request.post(`${web}${address}`, { data, headers: { origin: web } });
}

/** Waits where the product asks to: a running one may have sent this number a code a moment ago. */
async function insist(ask: () => Promise<APIResponse>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const answer = await ask();
    if (answer.ok()) return;
    const refused = `${answer.url()} answered ${answer.status()}: ${await answer.text()}`;
    if (tried === TRIES || (answer.status() !== 429 && answer.status() !== 401)) throw new Error(refused);
    await sleep(1_000 * Number(answer.headers()["retry-after"] ?? USUAL_WAIT_SECONDS));
  }
}
