import type { UpstreamApi } from "@/lib/upstreams/api";
import type { Route } from "@/lib/upstreams/find-routes";

/** Read again after so long; until that is done calls go on by what was read before… */
const KEPT_MS = 5_000;
/** …but not by what is older than this: nobody called meanwhile, or the database is away. */
const MOST_KEPT_MS = 30_000;

interface Reading {
  routes: Map<string, Route[]>;
  readMs: number;
}

/** The routes of every model, read again every few seconds. */
export class RouteTable {
  private last: Reading | null = null;
  private reading: Promise<Reading> | null = null;

  constructor(
    private readonly findRoutes: () => Promise<Map<string, Route[]>>,
    private readonly nowMs: () => number,
  ) {}

  /** The routes of a model that speak a protocol. */
  async of(modelCode: string, api?: UpstreamApi): Promise<readonly Route[]> {
    const routes = (await this.all()).get(modelCode) ?? [];
    return api === undefined || routes.every(({ apis }) => apis.includes(api))
      ? routes
      : routes.filter(({ apis }) => apis.includes(api));
  }

  async all(): Promise<Map<string, Route[]>> {
    const age = this.last ? this.nowMs() - this.last.readMs : Infinity;
    if (this.last && age <= KEPT_MS) return this.last.routes;
    const read = this.read();
    if (this.last && age <= MOST_KEPT_MS) {
      // Whoever has to wait for it meets the failure itself.
      read.catch(() => undefined);
      return this.last.routes;
    }
    return (await read).routes;
  }

  private read(): Promise<Reading> {
    this.reading ??= this.readOnce().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async readOnce(): Promise<Reading> {
    const readMs = this.nowMs();
    this.last = { routes: await this.findRoutes(), readMs };
    return this.last;
  }
}
