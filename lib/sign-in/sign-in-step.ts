import { z } from "zod";
import { cookieValue } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env/env";
import { openText, sealText } from "@/lib/env/secrets";

const COOKIE = "tokenhall.sign-in";
const COOKIE_SECONDS = 900;

const Step = z.object({ phone: z.string(), sentAtMs: z.number() });

/** Between the two steps of signing in: which number a code went to, and when. */
export type SignInStep = z.infer<typeof Step>;

/** Keeps the step in the browser, sealed, so that a number never stands in an address or a log. */
export function signInStepCookie(step: SignInStep): string {
  const secure = env().PUBLIC_URL.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${sealText(JSON.stringify(step))}; Max-Age=${COOKIE_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** Forgets the step once it has led to a sign-in. */
export function clearedSignInStepCookie(): string {
  return `${COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`;
}

/** The step a browser stands at; null when no code was asked for, or too long ago, or the cookie is not ours. */
export function readSignInStep(headers: Headers): SignInStep | null {
  const box = cookieValue(headers, COOKIE);
  if (!box) return null;
  const step = Step.safeParse(openOwn(box));
  return step.success ? step.data : null;
}

function openOwn(box: string): unknown {
  try {
    return JSON.parse(openText(box));
  } catch {
    return null; // a changed cookie is as good as none
  }
}
