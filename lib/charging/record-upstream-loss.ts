import { poolSql } from "@/lib/db/sql";
import { shanghaiDay } from "@/lib/time/calendar";

/** Why nobody is charged: upstream failed, the client left beyond its hold, or more was served than could be paid. */
export type UpstreamLossReason = "upstream_failed" | "client_left" | "over_limit";

export interface UpstreamLoss {
  modelCode: string;
  reason: UpstreamLossReason;
  outputTokens: number;
  at: Date;
}

/** Counts what upstream served and nobody is charged for (decisions 18): the operator's loss, by day, model and reason. */
export async function recordUpstreamLoss(cell: number, loss: UpstreamLoss): Promise<void> {
  await poolSql(
    `INSERT INTO upstream_loss AS l (cell, day, model_code, reason, requests, output_tokens) VALUES ($1, $2, $3, $4, 1, $5)
     ON CONFLICT (cell, day, model_code, reason) DO UPDATE SET requests = l.requests + 1, output_tokens = l.output_tokens + excluded.output_tokens`,
    [cell, shanghaiDay(loss.at), loss.modelCode, loss.reason, loss.outputTokens],
  );
}
