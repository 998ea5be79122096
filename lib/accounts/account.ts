/** An account as its own holder sees it. */
export interface AccountView {
  id: string;
  kind: "person" | "company";
  displayName: string;
  maskedPhone: string;
  regionCode: string;
  createdAt: string;
}
