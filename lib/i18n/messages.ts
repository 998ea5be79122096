import enAccount from "./messages/en/account.json";
import enAdmin from "./messages/en/admin.json";
import enAudit from "./messages/en/audit.json";
import enCashier from "./messages/en/cashier.json";
import enChart from "./messages/en/chart.json";
import enCheckout from "./messages/en/checkout.json";
import enCommon from "./messages/en/common.json";
import enDocuments from "./messages/en/documents.json";
import enErrors from "./messages/en/errors.json";
import enFailure from "./messages/en/failure.json";
import enHall from "./messages/en/hall.json";
import enIngestion from "./messages/en/ingestion.json";
import enKeys from "./messages/en/keys.json";
import enMeter from "./messages/en/meter.json";
import enNotice from "./messages/en/notice.json";
import enOrders from "./messages/en/orders.json";
import enPricing from "./messages/en/pricing.json";
import enReporting from "./messages/en/reporting.json";
import enSecurity from "./messages/en/security.json";
import enShell from "./messages/en/shell.json";
import enSignin from "./messages/en/signin.json";
import enStaff from "./messages/en/staff.json";
import enSubscriptions from "./messages/en/subscriptions.json";
import enUsage from "./messages/en/usage.json";
import enWallet from "./messages/en/wallet.json";
import zhAccount from "./messages/zh-CN/account.json";
import zhAdmin from "./messages/zh-CN/admin.json";
import zhAudit from "./messages/zh-CN/audit.json";
import zhCashier from "./messages/zh-CN/cashier.json";
import zhChart from "./messages/zh-CN/chart.json";
import zhCheckout from "./messages/zh-CN/checkout.json";
import zhCommon from "./messages/zh-CN/common.json";
import zhDocuments from "./messages/zh-CN/documents.json";
import zhErrors from "./messages/zh-CN/errors.json";
import zhFailure from "./messages/zh-CN/failure.json";
import zhHall from "./messages/zh-CN/hall.json";
import zhIngestion from "./messages/zh-CN/ingestion.json";
import zhKeys from "./messages/zh-CN/keys.json";
import zhMeter from "./messages/zh-CN/meter.json";
import zhNotice from "./messages/zh-CN/notice.json";
import zhOrders from "./messages/zh-CN/orders.json";
import zhPricing from "./messages/zh-CN/pricing.json";
import zhReporting from "./messages/zh-CN/reporting.json";
import zhSecurity from "./messages/zh-CN/security.json";
import zhShell from "./messages/zh-CN/shell.json";
import zhSignin from "./messages/zh-CN/signin.json";
import zhStaff from "./messages/zh-CN/staff.json";
import zhSubscriptions from "./messages/zh-CN/subscriptions.json";
import zhUsage from "./messages/zh-CN/usage.json";
import zhWallet from "./messages/zh-CN/wallet.json";
import type { Locale } from "./locale";

// One line per namespace and language; the key is the file's name. Server only: the browser gets strings as props.
const zhCN = {
  account: zhAccount,
  admin: zhAdmin,
  audit: zhAudit,
  cashier: zhCashier,
  chart: zhChart,
  checkout: zhCheckout,
  common: zhCommon,
  documents: zhDocuments,
  errors: zhErrors,
  failure: zhFailure,
  hall: zhHall,
  ingestion: zhIngestion,
  keys: zhKeys,
  meter: zhMeter,
  notice: zhNotice,
  orders: zhOrders,
  pricing: zhPricing,
  reporting: zhReporting,
  security: zhSecurity,
  shell: zhShell,
  signin: zhSignin,
  staff: zhStaff,
  subscriptions: zhSubscriptions,
  usage: zhUsage,
  wallet: zhWallet,
};
const en = {
  account: enAccount,
  admin: enAdmin,
  audit: enAudit,
  cashier: enCashier,
  chart: enChart,
  checkout: enCheckout,
  common: enCommon,
  documents: enDocuments,
  errors: enErrors,
  failure: enFailure,
  hall: enHall,
  ingestion: enIngestion,
  keys: enKeys,
  meter: enMeter,
  notice: enNotice,
  orders: enOrders,
  pricing: enPricing,
  reporting: enReporting,
  security: enSecurity,
  shell: enShell,
  signin: enSignin,
  staff: enStaff,
  subscriptions: enSubscriptions,
  usage: enUsage,
  wallet: enWallet,
};

export type Messages = typeof zhCN;

// Each language is checked against the other, so that a key missing in either fails the type check.
const chinese: typeof en = zhCN;
const english: typeof zhCN = en;

export const messages: Record<Locale, Messages> = { "zh-CN": chinese, en: english };

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
