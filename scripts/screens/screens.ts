import type { PersonName } from "./people";

/** One way to see a route. */
export interface Screen {
  by: readonly PersonName[];
  /** Without the language; `{name}` is replaced by a fact of the person (prepare-facts.ts). */
  address: string;
  /** Tells this screen from the route's others. */
  variant?: string;
  /** The status that is right here; 200 unless told. */
  status?: number;
  /** Only what a window shows, where a panel lies over the page. */
  windowOnly?: boolean;
}

const CUSTOMERS = ["customer-none", "customer-little", "customer-much"] as const;
const STAFF = ["analyst", "approver", "support", "partners", "finance", "auditor", "admin"] as const;

const byVisitor = (address: string): Screen[] => [{ by: ["visitor"], address }];
const byCustomers = (address: string): Screen[] => [{ by: CUSTOMERS, address }];

/** Every route of app/[locale]: how it is reached, and who sees it. A route without a row stops the script. */
export const SCREENS: Record<string, readonly Screen[]> = {
  "/": [...byVisitor("/"), { by: ["visitor"], address: "/?for=business", variant: "business" }],
  "/plans": byVisitor("/plans"),
  "/models": byVisitor("/models"),
  "/tariffs": byVisitor("/tariffs"),
  "/docs/quickstart": byVisitor("/docs/quickstart"),
  "/privacy": byVisitor("/privacy"),
  "/terms": byVisitor("/terms"),
  "/sign-in": [
    ...byVisitor("/sign-in"),
    { by: ["signing-in"], address: "/sign-in?step=code", variant: "code" },
    { by: ["visitor"], address: "/sign-in?error=PHONE_INVALID", variant: "error" },
  ],
  "/[...rest]": [{ by: ["visitor"], address: "/no-such-page", status: 404 }],

  "/checkout/[kind]/[code]": [
    { by: ["customer-none"], address: "/checkout/plan/lite-10m", variant: "plan" },
    { by: ["customer-little"], address: "/checkout/payg/payg?quantity=10", variant: "payg" },
    { by: ["customer-much"], address: "/checkout/pack/pack-20m", variant: "pack" },
    { by: ["customer-much"], address: "/checkout/plan/lite-10m", variant: "already running" },
  ],

  "/account": byCustomers("/account"),
  "/account/usage": [
    ...byCustomers("/account/usage"),
    { by: ["customer-much"], address: "/account/usage?metric=calls&group=key&range=7", variant: "by key" },
    {
      by: ["customer-little", "customer-much"],
      address: "/account/usage?call={call}",
      variant: "receipt",
      windowOnly: true,
    },
  ],
  "/account/keys": byCustomers("/account/keys"),
  "/account/wallet": byCustomers("/account/wallet"),
  "/account/subscriptions": byCustomers("/account/subscriptions"),
  "/account/orders": byCustomers("/account/orders"),
  "/account/orders/[number]": [{ by: ["customer-little", "customer-much"], address: "/account/orders/{order}" }],
  "/account/security": byCustomers("/account/security"),
  "/account/me": byCustomers("/account/me"),

  "/admin/sign-in": byVisitor("/admin/sign-in"),
  "/admin": [{ by: STAFF, address: "/admin" }],
  "/admin/pricing": [
    { by: ["analyst", "approver", "support", "finance", "auditor"], address: "/admin/pricing" },
    { by: ["partners"], address: "/admin/pricing", variant: "refused", status: 403 },
  ],
  "/admin/pricing/[number]": [
    { by: ["analyst"], address: "/admin/pricing/{draft}", variant: "draft" },
    { by: ["analyst", "approver"], address: "/admin/pricing/{submitted}", variant: "submitted" },
    { by: ["approver", "auditor"], address: "/admin/pricing/{published}", variant: "published" },
  ],
  "/admin/catalogue": [{ by: ["analyst", "support"], address: "/admin/catalogue" }],
  "/admin/roles": [{ by: ["admin"], address: "/admin/roles" }],
  "/admin/security": [{ by: ["admin"], address: "/admin/security" }],
  "/admin/audit": [
    { by: ["auditor", "admin"], address: "/admin/audit" },
    { by: ["analyst"], address: "/admin/audit", variant: "refused", status: 403 },
  ],
};
