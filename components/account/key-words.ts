import type { KeyLimits } from "@/lib/keys/key-limits";
import type { AmountName } from "./key-draft";
import type { QuickstartWords } from "./quickstart-tabs";

/** How much of a cap is spent: a sentence, and the part of 1. */
export type KeyCapRow = { readonly window: string; readonly text: string; readonly part: number };

/** One key as its row shows it: every word is ready. */
export type KeyRow = {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly created: string;
  readonly lastUsed: string;
  readonly state: string;
  readonly tone: "ok" | "warn" | "plain";
  readonly isLive: boolean;
  readonly caps: readonly KeyCapRow[];
  /** Its other limits, and until when a former secret works. */
  readonly facts: readonly string[];
  readonly hasFormer: boolean;
  readonly limits: KeyLimits;
  readonly changeLabel: string;
  readonly changeTitle: string;
  readonly rotateLabel: string;
  readonly rotateTitle: string;
  readonly revokeLabel: string;
  readonly revokeTitle: string;
  readonly revokeEffect: string;
};

type Choice = { readonly value: string; readonly label: string };

export type KeyAmountWords = {
  readonly label: string;
  readonly customLabel: string;
  readonly options: readonly Choice[];
  readonly unit: string;
  readonly example: string;
  readonly wrong: string;
};

/** The texts of the form that creates and changes a key. */
export type KeyFormWords = {
  readonly label: string;
  readonly hint: string;
  readonly missing: string;
  readonly limits: string;
  readonly limitsHint: string;
  readonly amountTitle: string;
  readonly amountHint: string;
  readonly speedTitle: string;
  readonly speedHint: string;
  readonly amounts: Readonly<Record<AmountName, KeyAmountWords>>;
  readonly lastDay: string;
  readonly lastDayHint: string;
  readonly models: string;
  readonly modelsHint: string;
  readonly addresses: string;
  readonly addressesHint: string;
};

type DialogWords = { readonly submit: string; readonly busy: string; readonly cancel: string };

/** The texts of the key desk. Those of `result`, and `rotating.until`, are templates with {name} and {instant}. */
export type KeyWords = {
  readonly create: string;
  readonly list: string;
  readonly count: string;
  readonly columns: {
    readonly name: string;
    readonly hint: string;
    readonly created: string;
    readonly lastUsed: string;
    readonly state: string;
    readonly action: string;
  };
  readonly change: string;
  readonly rotate: string;
  readonly revoke: string;
  readonly empty: string;
  readonly emptyDetail: string;
  readonly form: KeyFormWords;
  readonly creating: DialogWords & { readonly title: string };
  readonly changing: DialogWords;
  readonly rotating: DialogWords & {
    readonly detail: string;
    readonly overlap: string;
    readonly choices: readonly { readonly seconds: number; readonly label: string; readonly detail?: string }[];
    readonly former: string;
    readonly doneTitle: string;
    readonly stopped: string;
    readonly until: string;
  };
  readonly secret: {
    readonly title: string;
    readonly once: string;
    readonly detail: string;
    readonly label: string;
    readonly copy: string;
    readonly copied: string;
    readonly samples: string;
    readonly done: string;
  };
  readonly revoking: DialogWords & { readonly kept: string };
  readonly result: {
    readonly created: string;
    readonly changed: string;
    readonly rotated: string;
    readonly revoked: string;
  };
  readonly failed: { readonly offline: string; readonly unknown: string; readonly requestNumber: string };
  readonly quickstart: QuickstartWords;
};
