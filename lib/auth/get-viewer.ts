import { maskPhone } from "@/lib/accounts/phone";
import { pageSession } from "@/lib/auth/page-session";
import type { Viewer } from "@/lib/auth/viewer";

/** The signed-in person of this request, or null. */
export async function getViewer(): Promise<Viewer> {
  const session = await pageSession();
  if (!session) return null;
  if (session.side === "staff") {
    const { staff_id, name, roles } = session.row;
    return { kind: "staff", staffId: staff_id, name, roles };
  }
  const { account_id, phone, display_name } = session.row;
  return { kind: "customer", accountId: account_id, maskedPhone: maskPhone(phone), name: display_name };
}
