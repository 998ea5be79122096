import { isDatabaseAway } from "@/lib/db/is-database-away";
import { AppError } from "@/lib/errors/app-error";
import { GatewayError, type GatewayErrorName } from "@/lib/gateway/gateway-error";

const OF_APP: Partial<Record<AppError["code"], GatewayErrorName>> = {
  ACCOUNT_FROZEN: "accountFrozen",
  MODEL_UNKNOWN: "modelUnknown",
  UNAVAILABLE: "unavailable",
};

/** What a failure is to the caller: our own errors as they are, charging's by their code, anything else is a bug. */
export function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  if (error instanceof AppError) return new GatewayError(OF_APP[error.code] ?? "internal", error.details);
  return new GatewayError(isDatabaseAway(error) ? "unavailable" : "internal");
}
