import type { ErrorDetails } from "@/lib/errors/app-error";

interface ErrorForm {
  status: number;
  /** The `type` and `code` of OpenAI's error object, which clients branch on. */
  type: string;
  code: string;
}

/** Every failure a caller of /v1 can meet. Sentences are in the message files, `gateway.NAME`. */
export const GATEWAY_ERRORS = {
  invalidJson: { status: 400, type: "invalid_request_error", code: "invalid_json" },
  invalidValue: { status: 400, type: "invalid_request_error", code: "invalid_value" },
  upstreamRefused: { status: 400, type: "invalid_request_error", code: "refused_by_model" },
  invalidKey: { status: 401, type: "invalid_request_error", code: "invalid_api_key" },
  quotaShort: { status: 402, type: "insufficient_quota", code: "insufficient_quota" },
  accountFrozen: { status: 403, type: "invalid_request_error", code: "account_frozen" },
  modelUnknown: { status: 404, type: "invalid_request_error", code: "model_not_found" },
  addressUnknown: { status: 404, type: "invalid_request_error", code: "unknown_url" },
  methodWrong: { status: 405, type: "invalid_request_error", code: "method_not_allowed" },
  tooLarge: { status: 413, type: "invalid_request_error", code: "request_too_large" },
  tooManyRequests: { status: 429, type: "requests", code: "rate_limit_exceeded" },
  internal: { status: 500, type: "server_error", code: "internal_error" },
  upstreamFailed: { status: 502, type: "upstream_error", code: "upstream_failed" },
  upstreamMalformed: { status: 502, type: "upstream_error", code: "upstream_malformed" },
  upstreamBusy: { status: 503, type: "upstream_error", code: "upstream_busy" },
  unavailable: { status: 503, type: "server_error", code: "service_unavailable" },
  notRecorded: { status: 503, type: "server_error", code: "usage_not_recorded" },
  upstreamTimeout: { status: 504, type: "upstream_error", code: "upstream_timeout" },
} as const satisfies Record<string, ErrorForm>;

export type GatewayErrorName = keyof typeof GATEWAY_ERRORS;

/** The one expected failure of the gateway: a name of the table and the figures of its sentence. */
export class GatewayError extends Error {
  readonly error: GatewayErrorName;
  readonly figures: ErrorDetails;
  /** The request field that is at fault. */
  readonly param: string | null;

  constructor(error: GatewayErrorName, figures: ErrorDetails = {}, param: string | null = null) {
    super(error);
    this.name = "GatewayError";
    this.error = error;
    this.figures = figures;
    this.param = param;
  }

  get status(): number {
    return GATEWAY_ERRORS[this.error].status;
  }
}
