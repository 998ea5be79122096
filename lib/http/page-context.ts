import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import { cache } from "react";
import { actorOf } from "@/lib/auth/read-actor";
import { pageSession } from "@/lib/auth/page-session";
import { requestClient } from "@/lib/auth/request-client";
import { newRequestId, type RequestContext } from "@/lib/http/request-context";
import { businessNow } from "@/lib/time/clock";

/** The context of the page being rendered: one instant and one id for everything on it. */
export const pageContext = cache(async (): Promise<RequestContext> => {
  const actor = actorOf(await pageSession());
  const locale = await getLocale();
  return { actor, now: businessNow(), requestId: newRequestId(), locale, client: requestClient(await headers()) };
});
