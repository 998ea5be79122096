import { headers } from "next/headers";
import { cache } from "react";
import { readSession } from "@/lib/auth/read-session";
import { SIDE_HEADER } from "@/lib/auth/side-of";

/** The sign-in behind the page being rendered; read once per request, however many parts of the page ask. */
export const pageSession = cache(async () => {
  const sent = await headers();
  return readSession(sent, sent.get(SIDE_HEADER) === "staff" ? "staff" : "customer");
});
