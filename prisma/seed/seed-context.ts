import type { Actor } from "@/lib/auth/actor";
import { newRequestId, type RequestContext } from "@/lib/http/request-context";

/** A request as if the actor had made it at that business instant. */
export function seedContext(actor: Actor, now: Date): RequestContext {
  return { actor, now, requestId: newRequestId(), locale: "zh-CN" };
}
