import type { ChangeSetSummary } from "@/lib/pricing/change-set-view";

/** What a staff member sees first: what waits for them, what takes effect next, and the day's figures. */
export interface DashboardView {
  accounts: number;
  runningSubscriptions: number;
  ordersToday: number;
  paidTodayFen: number;
  requestsToday: number;
  /** Of all accounts together; a decimal string, because such totals may pass the safe integers. */
  tokensToday: string;
  /** Reported usage that could not be charged; null for roles that do not read it. */
  deadLetters: number | null;
  /** Null for roles that do not read price changes. */
  pricing: PricingAgenda | null;
}

export interface PricingAgenda {
  /** Colleagues' sets that this person may approve or publish. */
  waiting: ChangeSetSummary[];
  /** Open drafts that this person began. */
  drafts: ChangeSetSummary[];
  /** Published sets whose instant is ahead, the nearest first. */
  upcoming: ChangeSetSummary[];
}
