/** Accounts of the ledger (domain.md, decisions 11). Tokens and money never meet in one account. */
export const LEDGER_ACCOUNTS = {
  "tokens.bucket": "TOKEN",
  "tokens.issued": "TOKEN",
  "tokens.consumed": "TOKEN",
  "tokens.expired": "TOKEN",
  "tokens.refunded": "TOKEN",
  "cash.sandbox": "CNY",
  contract_liability: "CNY",
  revenue: "CNY",
  vat_payable: "CNY",
  unapplied_receipts: "CNY",
} as const;

export type LedgerAccount = keyof typeof LEDGER_ACCOUNTS;
export type LedgerUnit = "CNY" | "TOKEN";

/** One side of a posting: debit positive, credit negative; fen or plan tokens by the account's unit. */
export interface LedgerEntry {
  account: LedgerAccount;
  amount: number;
  customerId?: string;
  grantId?: string;
}

/** What is posted as one balanced transaction. The same kind and reference are posted once in a cell. */
export interface LedgerPosting {
  cell: number;
  kind: string;
  reference: string;
  occurredAt: Date;
  entries: readonly LedgerEntry[];
}

/** Throws when entries do not sum to zero per unit, so that a wrong posting is named before the database refuses it. */
export function assertBalanced(posting: LedgerPosting): void {
  const totals = new Map<LedgerUnit, bigint>();
  for (const entry of posting.entries) {
    const unit = LEDGER_ACCOUNTS[entry.account];
    totals.set(unit, (totals.get(unit) ?? 0n) + BigInt(entry.amount));
  }
  for (const [unit, total] of totals) {
    if (total !== 0n) throw new RangeError(`${posting.kind} ${posting.reference} is off by ${total} ${unit}`);
  }
}
