import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import type { CustomerActor } from "@/lib/auth/actor";
import { pageContext } from "@/lib/http/page-context";
import type { RequestContext } from "@/lib/http/request-context";
import { localePath } from "@/lib/i18n/navigation";

/** The context of a customer's page. Anybody else is sent to sign in and comes back to `path` (without its language). */
export async function customerPage(path: string): Promise<RequestContext & { actor: CustomerActor }> {
  const ctx = await pageContext();
  if (ctx.actor.kind === "customer") return { ...ctx, actor: ctx.actor };
  const locale = await getLocale();
  redirect(localePath(locale, `/sign-in?next=${encodeURIComponent(localePath(locale, path))}`));
}
