import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";

/** A write must come from our own pages: by Origin, or by Sec-Fetch-Site where a browser omits Origin. Throws FOREIGN_ORIGIN. */
export function requireOwnOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const own = new Set([
    new URL(env().PUBLIC_URL).origin,
    `${new URL(request.url).protocol}//${request.headers.get("host") ?? ""}`,
  ]);
  if (origin ? own.has(origin) : site === "same-origin" || site === null) return;
  throw new AppError("FOREIGN_ORIGIN");
}
