import { getLocale } from "next-intl/server";
import { forbidden, redirect } from "next/navigation";
import type { StaffActor } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";
import { isPermitted } from "@/lib/auth/require-permission";
import { pageContext } from "@/lib/http/page-context";
import type { RequestContext } from "@/lib/http/request-context";
import { localePath } from "@/lib/i18n/navigation";

/**
 * The context of a staff page. Whoever is not staff is sent to the staff sign-in and comes back to `path` (without its
 * language); staff without the permission get the FORBIDDEN page.
 */
export async function staffPage(path: string, permission: Permission): Promise<RequestContext & { actor: StaffActor }> {
  const ctx = await pageContext();
  if (ctx.actor.kind !== "staff") {
    const locale = await getLocale();
    redirect(localePath(locale, `/admin/sign-in?next=${encodeURIComponent(localePath(locale, path))}`));
  }
  if (!isPermitted(ctx.actor, permission)) forbidden();
  return { ...ctx, actor: ctx.actor };
}
