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
  keyExpired: { status: 401, type: "invalid_request_error", code: "api_key_expired" },
  invalidKey: { status: 401, type: "invalid_request_error", code: "invalid_api_key" },
  quotaShort: { status: 402, type: "insufficient_quota", code: "insufficient_quota" },
  keyCapReached: { status: 402, type: "insufficient_quota", code: "key_cap_reached" },
  addressNotAllowed: { status: 403, type: "invalid_request_error", code: "address_not_allowed" },
  accountFrozen: { status: 403, type: "invalid_request_error", code: "account_frozen" },
  modelNotAllowed: { status: 403, type: "invalid_request_error", code: "model_not_allowed" },
  modelUnknown: { status: 404, type: "invalid_request_error", code: "model_not_found" },
  apiNotServed: { status: 404, type: "invalid_request_error", code: "api_not_served" },
  addressUnknown: { status: 404, type: "invalid_request_error", code: "unknown_url" },
  methodWrong: { status: 405, type: "invalid_request_error", code: "method_not_allowed" },
  tooLarge: { status: 413, type: "invalid_request_error", code: "request_too_large" },
  tooManyRequests: { status: 429, type: "requests", code: "rate_limit_exceeded" },
  requestsPerMinute: { status: 429, type: "requests", code: "rate_limit_exceeded" },
  tokensPerMinute: { status: 429, type: "tokens", code: "rate_limit_exceeded" },
  internal: { status: 500, type: "server_error", code: "internal_error" },
  upstreamFailed: { status: 502, type: "upstream_error", code: "upstream_failed" },
  upstreamMalformed: { status: 502, type: "upstream_error", code: "upstream_malformed" },
  upstreamBusy: { status: 503, type: "upstream_error", code: "upstream_busy" },
  unavailable: { status: 503, type: "server_error", code: "service_unavailable" },
  notRecorded: { status: 503, type: "server_error", code: "usage_not_recorded" },
  upstreamTimeout: { status: 504, type: "upstream_error", code: "upstream_timeout" },
} as const satisfies Record<string, ErrorForm>;

export type GatewayErrorName = keyof typeof GATEWAY_ERRORS;

/** Where a caller can do something about it: pages of the hall. */
export const ERROR_LINKS: Readonly<Partial<Record<GatewayErrorName, string>>> = {
  invalidKey: "/account/keys",
  keyExpired: "/account/keys",
  quotaShort: "/plans",
  keyCapReached: "/account/keys",
  addressNotAllowed: "/account/keys",
  modelNotAllowed: "/account/keys",
  requestsPerMinute: "/account/keys",
  tokensPerMinute: "/account/keys",
};

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
