import type { GatewayKey } from "@/lib/keys/find-key-by-hmac";

/** Who calls, and the cell that everything about them is in. */
export interface Caller {
  cell: number;
  keyId: string;
  accountId: string;
  key: GatewayKey;
}
