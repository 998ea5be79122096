import { joinNode, LEASE_SECONDS, leaveNode, renewLease } from "@/lib/charging/node-lease";

/** Admission stops this long before the lease could be over by the database's clock. */
const MARGIN_MS = 3_000;
const RENEW_MS = (LEASE_SECONDS * 1_000) / 3;

export interface LeaseWatch {
  nowMs: () => number;
  /** The lease ran out and a new one began: what was reserved under the old one is gone. */
  onLost: () => void;
  onFailure: (error: unknown) => void;
}

/** This node's lease: renewed by heartbeat, joined anew when it was lost. While it is not held, nothing is admitted. */
export class NodeLease {
  private timer: NodeJS.Timeout | null = null;

  private constructor(
    private readonly watch: LeaseWatch,
    private id: string,
    private heldSinceMs: number,
  ) {}

  static async join(watch: LeaseWatch): Promise<NodeLease> {
    const askedMs = watch.nowMs();
    const { nodeId } = await joinNode();
    const lease = new NodeLease(watch, nodeId, askedMs);
    lease.timer = setInterval(() => {
      lease.beat().catch(watch.onFailure);
    }, RENEW_MS);
    return lease;
  }

  get nodeId(): string {
    return this.id;
  }

  /** True while the lease holds for certain: counted from before the last renewal was asked for. */
  get isHeld(): boolean {
    return this.watch.nowMs() - this.heldSinceMs < LEASE_SECONDS * 1_000 - MARGIN_MS;
  }

  /** Renews the lease; joins anew when the database says that it is over. */
  async beat(): Promise<void> {
    const askedMs = this.watch.nowMs();
    if (!(await renewLease(this.id))) {
      const { nodeId } = await joinNode();
      this.id = nodeId;
      this.watch.onLost();
    }
    this.heldSinceMs = askedMs;
  }

  async leave(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.heldSinceMs = 0;
    await leaveNode(this.id);
  }
}
