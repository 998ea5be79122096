import type { StaffName } from "@/lib/auth/staff-name";
import type { LocalText } from "@/lib/i18n/locale";
import type {
  ChangeItem,
  ChangeSetStatus,
  ItemKind,
  MoveName,
  SubscriptionPolicy,
  Terms,
} from "@/lib/pricing/change-set";

/** Who did a step of a change set, and when (ISO instant). */
export interface StepView {
  by: StaffName;
  at: string;
}

export interface ChangeSetItemView extends ChangeItem {
  /** The terms in force now; differ from `before` when another change took effect after the draft was saved. */
  inForce: Terms;
}

/** A line of the list of change sets. */
export interface ChangeSetSummary {
  number: string;
  title: string;
  status: ChangeSetStatus;
  effectiveAt: string;
  createdBy: StaffName;
  createdAt: string;
  itemCount: number;
  /** Somebody else's work waits for this reader's decision. */
  waitsForMe: boolean;
}

/** A change set as staff read it; only JSON values, so that it may cross to the browser. */
export interface ChangeSetView {
  number: string;
  title: string;
  reason: string;
  /** Empty: the English notice quotes the Chinese reason. */
  reasonEn: string;
  status: ChangeSetStatus;
  effectiveAt: string;
  subscriptionPolicy: SubscriptionPolicy;
  /** Counts saves and moves; every write names the one it saw. */
  version: number;
  created: StepView;
  /** Everyone who drafted or edited it; none of them may decide on it. */
  contributors: StaffName[];
  submitted: StepView | null;
  approved: StepView | null;
  published: StepView | null;
  /** Rejected, withdrawn or discarded. */
  closed: (StepView & { reason: string | null }) | null;
  items: ChangeSetItemView[];
  /** What this reader may do with it now. */
  moves: MoveName[];
  maySave: boolean;
  /** This reader drafted or edited it. */
  isMine: boolean;
}

/** Something that a change set can change, with its terms in force. */
export interface PricedItemView {
  kind: ItemKind;
  code: string;
  name: LocalText;
  terms: Terms;
  /** The published change set that will change it, if any: then no other can. */
  announcedIn: string | null;
}

/** Running subscriptions now, by plan code. */
export type RunningByPlan = Record<string, number>;
