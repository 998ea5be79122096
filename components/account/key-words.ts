import type { QuickstartWords } from "./quickstart-tabs";

/** One key as its row shows it: every word is ready. */
export type KeyRow = {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly created: string;
  readonly lastUsed: string;
  readonly state: string;
  readonly isLive: boolean;
  readonly revokeLabel: string;
  readonly revokeTitle: string;
  readonly revokeEffect: string;
};

/** The texts of the key desk. `created` and `revoked` are templates with {name}. */
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
  readonly revoke: string;
  readonly empty: string;
  readonly emptyDetail: string;
  readonly form: {
    readonly title: string;
    readonly label: string;
    readonly hint: string;
    readonly missing: string;
    readonly submit: string;
    readonly busy: string;
    readonly cancel: string;
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
  readonly revoking: { readonly kept: string; readonly submit: string; readonly busy: string; readonly cancel: string };
  readonly result: { readonly created: string; readonly revoked: string };
  readonly failed: { readonly offline: string; readonly unknown: string; readonly requestNumber: string };
  readonly quickstart: QuickstartWords;
};
