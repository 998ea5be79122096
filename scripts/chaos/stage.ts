import type { ChaosDatabase } from "./chaos-database";
import type { FiredProcess } from "./fired-process";

export interface ChaosOptions {
  minutes: number;
  seed: number;
  callsPerSecond: number;
  /** Of this process; what the run needs is set in it. */
  environment: Record<string, string | undefined>;
  stopped: AbortSignal;
}

/** The processes under fire and where they listen. */
export interface Stage {
  database: ChaosDatabase;
  gateways: FiredProcess[];
  gatewayUrls: string[];
  worker: FiredProcess;
  reports: FiredProcess;
  reportsUrl: string;
}
