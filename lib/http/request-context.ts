import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import type { RequestClient } from "@/lib/auth/request-client";
import type { Locale } from "@/lib/i18n/locale";
import { businessNow } from "@/lib/time/clock";

/** What every use case takes first: who acts, the business time of the request, and the id to find it by in the log. */
export interface RequestContext {
  actor: Actor;
  now: Date;
  requestId: string;
  locale: Locale;
  /** Browser and address; absent for the product's own work. */
  client?: RequestClient;
}

/** A context for the product's own work: jobs and notices. Web requests get theirs from `route()` and `pageContext()`. */
export function systemContext(name: string): RequestContext {
  return { actor: { kind: "system", name }, now: businessNow(), requestId: newRequestId(), locale: "zh-CN" };
}

/** The id that an answer, the log and an error message share. */
export function newRequestId(): string {
  return `req_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
}
