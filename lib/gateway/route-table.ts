import { findRoutes, type Route, type RoutePolicy } from "@/lib/upstreams/find-routes";

const KEPT_MS = 5_000;

/** The routes of every model, read again every few seconds. */
export class RouteTable {
  private routes: Promise<Map<string, Route[]>> | null = null;
  private readMs = 0;

  constructor(
    private readonly policy: RoutePolicy,
    private readonly nowMs: () => number,
  ) {}

  async of(modelCode: string): Promise<readonly Route[]> {
    return (await this.all()).get(modelCode) ?? [];
  }

  async all(): Promise<Map<string, Route[]>> {
    if (!this.routes || this.nowMs() - this.readMs > KEPT_MS) {
      this.readMs = this.nowMs();
      const read = findRoutes(this.policy);
      this.routes = read;
      // A reading that failed is not kept; whoever waits for it gets the error itself.
      read.catch(() => {
        if (this.routes === read) this.routes = null;
      });
    }
    return this.routes;
  }
}
